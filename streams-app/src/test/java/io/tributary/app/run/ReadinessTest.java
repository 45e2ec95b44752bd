package io.tributary.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.pool.v1.PoolReport;
import io.tributary.pool.v1.TaskCounters;
import io.tributary.schemas.TopicNames;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ReadinessTest {
    private static final Duration NONE = Duration.ZERO;

    private final AtomicLong nanos = new AtomicLong();
    private final MeterObserver seen =
            new MeterObserver(new SimpleMeterRegistry(), nanos::get, new ClockSkew(TopicNames.PLAIN, () -> 0, () -> 0));
    private final Readiness readiness = new Readiness(true, 1_000, 6_000);

    @Test
    void shouldBeReadyWithoutTasks() {
        assertThat(readiness.missing(NONE, seen)).isEmpty();
    }

    @Test
    void shouldWaitForTheFirstBeat() {
        seen.taskOpened(0);

        assertThat(readiness.missing(NONE, seen))
                .startsWith("waits for the first beat")
                .contains("role pool");
    }

    @Test
    void shouldNotBeReadyWhileNoBeatIsAnswered() {
        seen.taskOpened(0);
        answer();
        assertThat(readiness.missing(NONE, seen)).isEmpty();

        nanos.addAndGet(Duration.ofMillis(10_000).toNanos());
        assertThat(readiness.missing(NONE, seen)).isEmpty();
        nanos.addAndGet(Duration.ofMillis(3_000).toNanos());
        assertThat(readiness.missing(NONE, seen)).startsWith("no beat for 13 s");

        answer();
        assertThat(readiness.missing(NONE, seen)).isEmpty();
    }

    @Test
    void shouldGiveATaskThatComesTimeForItsFirstAnswer() {
        seen.taskOpened(0);
        answer();
        nanos.addAndGet(Duration.ofSeconds(60).toNanos());
        answer();
        seen.taskOpened(1);

        assertThat(readiness.missing(NONE, seen)).isEmpty();
    }

    @Test
    void shouldAllowSlowBeatsTheirTime() {
        Readiness slow = new Readiness(true, 60_000, 6_000);
        seen.taskOpened(0);
        answer();
        nanos.addAndGet(Duration.ofSeconds(500).toNanos());

        assertThat(slow.missing(NONE, seen)).isEmpty();
    }

    @Test
    void shouldNotAskForBeatsThatFollowTheEvents() {
        seen.taskOpened(0);

        assertThat(new Readiness(false, 1_000, 6_000).missing(NONE, seen)).isEmpty();
    }

    @Test
    void shouldNotBeReadyWhenCutOffFromTheBrokers() {
        seen.taskOpened(0);
        answer();

        assertThat(readiness.missing(Duration.ofSeconds(12), seen)).isEmpty();
        assertThat(readiness.missing(Duration.ofSeconds(13), seen))
                .startsWith("no contact with the brokers for 13 s")
                .contains("bootstrap.servers");
    }

    private void answer() {
        PoolReport report = PoolReport.newBuilder()
                .setTask(0)
                .setBeat(1)
                .setTime(1)
                .setWatermark(1)
                .setRulesDigest("")
                .setDelayMillis(0)
                .setProgrammes(List.of())
                .setTraffic(List.of())
                .setCounters(TaskCounters.newBuilder().build())
                .build();
        seen.reported(report, 0, 0);
    }
}
