package io.tributary.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tributary.http.Health.BeatSeen;
import io.tributary.metrics.v1.Pacing;
import io.tributary.metrics.v1.ProgrammeMetric;
import io.tributary.metrics.v1.WindowSize;
import io.tributary.pool.v1.PoolReport;
import io.tributary.pool.v1.TaskCounters;
import io.tributary.schemas.TopicNames;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class MeterObserverTest {
    private static final long SECOND = 1_000_000_000;

    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final AtomicLong nanos = new AtomicLong(5 * SECOND);
    private final ClockSkew skew = new ClockSkew(TopicNames.PLAIN, () -> 0, () -> 5_000);
    private final MeterObserver observer = new MeterObserver(meters, nanos::get, skew);

    @Test
    void shouldShowATasksTotalsAndTheLastBeat() {
        observer.taskOpened(2);
        observer.taskOpened(3);
        observer.reported(report(2, 7, 700, 8), 5, 1_000_000);
        observer.reported(report(2, 8, 800, 16), 1, 1_000_000);
        observer.reported(report(3, 7, 700, 1), 1, 1_000_000);
        observer.decided(250);

        assertThat(meters.scrape())
                .contains("tributary_exposures_charged_total{task=\"2\"} 16.0")
                .contains("tributary_exposures_charged_total{task=\"3\"} 1.0")
                .contains("tributary_duplicates_total{task=\"2\"} 2.0")
                .contains("tributary_unknown_directives_total{task=\"2\"} 7.0")
                .contains("tributary_decision_latency_seconds_count 1")
                .contains("tributary_beat_sweep_seconds_count 3");
        assertThat(observer.lastBeat()).isEqualTo(new BeatSeen(8, 800));
    }

    @Test
    void shouldShowHowFarTheClockIsAheadAndWhetherThePoolBelievesIt() {
        assertThat(meters.scrape())
                .contains("tributary_clock_skew_seconds NaN")
                .contains("tributary_clock_distrusted 0.0");
        skew.listening(new ProducerRecord<>("pool-reports", 0, 1L, "key", "report"), null)
                .onCompletion(new RecordMetadata(new TopicPartition("pool-reports", 0), 1, 0, 1_999, 0, 0), null);
        observer.poolOpened();
        observer.clock(true);
        assertThat(meters.scrape())
                .contains("tributary_clock_skew_seconds 3.0")
                .contains("tributary_clock_distrusted 1.0");

        observer.poolClosed();
        assertThat(meters.scrape())
                .contains("tributary_clock_skew_seconds 3.0")
                .contains("tributary_clock_distrusted 0.0");
    }

    @Test
    void shouldShowNothingOfATaskThatMovedAway() {
        observer.taskOpened(2);
        observer.taskOpened(3);
        observer.reported(report(2, 8, 800, 16), 1, 1_000_000);
        observer.reported(report(3, 8, 800, 4), 1, 1_000_000);

        observer.taskClosed(2);
        // A task that is being closed may still answer; what it says must not come back.
        observer.reported(report(2, 9, 900, 20), 1, 1_000_000);

        assertThat(meters.scrape()).doesNotContain("task=\"2\"").contains("tributary_merchants{task=\"3\"}");
    }

    @Test
    void shouldShowATaskThatCameBackWithItsNewTotals() {
        observer.taskOpened(2);
        observer.reported(report(2, 8, 800, 16), 1, 1_000_000);
        observer.taskClosed(2);
        observer.taskOpened(2);
        assertThat(meters.scrape()).doesNotContain("task=\"2\"");

        observer.reported(report(2, 11, 1_100, 30), 1, 1_000_000);

        assertThat(meters.scrape()).contains("tributary_exposures_charged_total{task=\"2\"} 30.0");
    }

    @Test
    void shouldShowPacingByProgrammeWhileItIsThePools() {
        observer.poolOpened();
        observer.paced(pacing("farm"));
        observer.paced(pacing("county"));

        assertThat(meters.scrape())
                .contains("tributary_grants{programme=\"farm\"} 900.0")
                .contains("tributary_spent{programme=\"farm\"} 450.0")
                .contains("tributary_pacing_error{programme=\"farm\"} 0.125");

        observer.sentBeat(Set.of("county"));
        assertThat(meters.scrape()).doesNotContain("programme=\"farm\"").contains("programme=\"county\"");

        observer.poolClosed();
        assertThat(meters.scrape()).doesNotContain("programme=");
    }

    @Test
    void shouldSayHowLongTheMostSilentTaskHasBeenSilent() {
        assertThat(observer.beatSilence()).isNull();
        assertThat(meters.scrape()).contains("tributary_beat_age_seconds NaN");

        observer.taskOpened(2);
        observer.taskOpened(3);
        assertThat(observer.awaitsFirstBeat()).isTrue();
        nanos.addAndGet(4 * SECOND);
        observer.reported(report(2, 8, 800, 16), 1, 1_000_000);

        assertThat(observer.awaitsFirstBeat()).isFalse();
        assertThat(observer.beatSilence()).isEqualTo(Duration.ofSeconds(4));
        assertThat(meters.scrape()).contains("tributary_beat_age_seconds 4.0");

        observer.taskClosed(3);
        assertThat(observer.beatSilence()).isEqualTo(Duration.ZERO);
    }

    @Test
    void shouldNotTakeThePoolsOwnBeatsForAnswers() {
        observer.poolOpened();
        observer.taskOpened(2);
        observer.reported(report(2, 8, 800, 16), 1, 1_000_000);
        nanos.addAndGet(30 * SECOND);
        observer.sentBeat(Set.of());

        assertThat(observer.beatSilence()).isEqualTo(Duration.ofSeconds(30));
    }

    private static ProgrammeMetric pacing(String programme) {
        return ProgrammeMetric.newBuilder()
                .setProgrammeId(programme)
                .setWindowSize(WindowSize.UNKNOWN)
                .setWindowStart(0)
                .setWindowEnd(86_400_000)
                .setTime(1)
                .setRevision(1)
                .setMerchants(5)
                .setPacing(Pacing.newBuilder()
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
                        .build())
                .build();
    }

    private static PoolReport report(int task, long beat, long time, long charged) {
        TaskCounters counters = TaskCounters.newBuilder()
                .setCharged(charged)
                .setDuplicates(2)
                .setUnknownDirectives(7)
                .build();
        return PoolReport.newBuilder()
                .setTask(task)
                .setBeat(beat)
                .setTime(time)
                .setWatermark(time)
                .setRulesDigest("")
                .setDelayMillis(0)
                .setProgrammes(List.of())
                .setTraffic(List.of())
                .setCounters(counters)
                .build();
    }
}
