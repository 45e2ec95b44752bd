package io.tributary.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tributary.app.Health.BeatSeen;
import io.tributary.metrics.v1.Pacing;
import io.tributary.metrics.v1.ProgrammeMetric;
import io.tributary.metrics.v1.WindowSize;
import io.tributary.pool.v1.PoolReport;
import io.tributary.pool.v1.TaskCounters;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeterObserverTest {
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final MeterObserver observer = new MeterObserver(meters);

    @Test
    void shouldShowATasksTotalsAndTheLastBeat() {
        observer.reported(report(2, 7, 700, new TaskCounters(10L, 9L, 3L, 1L, 2L, 4L, 8L, 5L, 6L)), 5, 1_000_000);
        observer.reported(report(2, 8, 800, new TaskCounters(20L, 18L, 3L, 1L, 2L, 4L, 16L, 6L, 6L)), 1, 1_000_000);
        observer.reported(report(3, 7, 700, new TaskCounters(1L, 1L, 0L, 0L, 0L, 0L, 1L, 1L, 1L)), 1, 1_000_000);
        observer.decided(250);

        String text = meters.scrape();
        assertThat(text)
                .contains("tributary_exposures_charged_total{task=\"2\"} 16.0")
                .contains("tributary_exposures_charged_total{task=\"3\"} 1.0")
                .contains("tributary_duplicates_total{task=\"2\"} 2.0")
                .contains("tributary_late_total{task=\"2\"} 4.0")
                .contains("tributary_directives_emitted_total{task=\"2\"} 6.0")
                .contains("tributary_decision_latency_seconds_count 1")
                .contains("tributary_beat_sweep_seconds_count 3");
        assertThat(observer.lastBeat()).isEqualTo(new BeatSeen(8, 800));
    }

    @Test
    void shouldShowPacingByProgramme() {
        observer.paced(new ProgrammeMetric(
                "farm",
                WindowSize.UNKNOWN,
                0L,
                86_400_000L,
                1L,
                1,
                5L,
                Pacing.newBuilder()
                        .setBeat(9)
                        .setPool(1_000)
                        .setGranted(900)
                        .setSpent(450)
                        .setPlanned(400)
                        .setPacingError(0.125)
                        .setStrength(1.5)
                        .setMembers(5)
                        .setSuspended(1)
                        .setOversubscribed(false)
                        .setTreatmentExposures(0)
                        .setTreatmentTotal(0)
                        .setHoldoutExposures(0)
                        .setHoldoutTotal(0)
                        .setTreatmentOrders(0)
                        .setHoldoutOrders(0)
                        .build(),
                null));

        assertThat(meters.scrape())
                .contains("tributary_grants{programme=\"farm\"} 900.0")
                .contains("tributary_spent{programme=\"farm\"} 450.0")
                .contains("tributary_pacing_error{programme=\"farm\"} 0.125");
    }

    private static PoolReport report(int task, long beat, long time, TaskCounters counters) {
        return new PoolReport(task, beat, time, time, "0".repeat(16), 0.0, List.of(), List.of(), counters, 0L);
    }
}
