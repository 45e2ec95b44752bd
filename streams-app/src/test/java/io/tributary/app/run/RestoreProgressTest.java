package io.tributary.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tributary.app.config.Role;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class RestoreProgressTest {
    private static final TopicPartition FIRST = new TopicPartition("changelog", 0);
    private static final TopicPartition SECOND = new TopicPartition("changelog", 1);

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final RestoreProgress progress = new RestoreProgress();

    @Test
    void shouldShowProgressInMetricsFromTheStart() {
        progress.bindTo(meters, Role.MERCHANT);

        assertThat(meters.scrape())
                .contains("tributary_restore_done_records{role=\"merchant\"} 0.0")
                .contains("tributary_restore_total_records{role=\"merchant\"} 0.0");
    }

    @Test
    void shouldAddUpAllStoresOfARole() {
        progress.bindTo(meters, Role.MERCHANT);
        progress.onRestoreStart(FIRST, "merchants", 100, 400);
        progress.onRestoreStart(SECOND, "merchants", 0, 50);
        progress.onBatchRestored(FIRST, "merchants", 250, 150);
        progress.onRestoreEnd(SECOND, "merchants", 50);

        assertThat(meters.scrape())
                .contains("tributary_restore_done_records{role=\"merchant\"} 200.0")
                .contains("tributary_restore_total_records{role=\"merchant\"} 350.0");
    }

    @Test
    void shouldTakeItsMetricsWithIt() {
        progress.bindTo(meters, Role.POOL);

        progress.close();

        assertThat(meters.scrape()).doesNotContain("tributary_restore");
    }
}
