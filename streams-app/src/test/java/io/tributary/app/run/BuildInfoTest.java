package io.tributary.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.apache.kafka.common.utils.internals.AppInfoParser;
import org.junit.jupiter.api.Test;

class BuildInfoTest {
    @Test
    void shouldNameWhatRuns() {
        BuildInfo info = BuildInfo.read();

        assertThat(info.version()).matches("\\d+\\.\\d+\\.\\d+.*");
        assertThat(info.revision()).isNotBlank().doesNotContain("$");
        assertThat(info.kafka()).isEqualTo(AppInfoParser.getVersion());
    }

    @Test
    void shouldBeAGaugeOfOneWithTheVersionsAsLabels() {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

        BuildInfo.read().bindTo(meters);

        assertThat(meters.scrape())
                .containsPattern("tributary_build_info\\{.*revision=\"[^\"]+\",version=\"[^\"]+\"} 1");
    }
}
