package io.tributary.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;

class DeadLetterMetersTest {
    @Test
    void shouldShowEveryTopicThatIsReadBeforeTheFirstLetter() {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Topology topology =
                new Topology().addSource("a", "impressions", "orders").addSource("b", "env.controls");

        DeadLetterMeters.show(meters, topology);
        DeadLetterMeters.letters(meters, "orders").increment();

        assertThat(meters.scrape())
                .contains("tributary_dead_letters_total{topic=\"impressions\"} 0.0")
                .contains("tributary_dead_letters_total{topic=\"orders\"} 1.0")
                .contains("tributary_misrouted_total{topic=\"env.controls\"} 0.0");
    }
}
