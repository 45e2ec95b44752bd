package io.tributary.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.testkit.Machine;
import org.junit.jupiter.api.Test;

class UsageTest {
    private static final long SECOND = 1_000_000_000;

    @Test
    void shouldReportWhatWasUsedBetweenTwoMoments() {
        Usage half = new Usage(10 * SECOND, 1_000, 5 * SECOND, SECOND, 7 * SECOND, SECOND);
        Usage end = new Usage(12 * SECOND, 5_000, 6 * SECOND, SECOND + SECOND / 2, 7 * SECOND, SECOND + SECOND / 5);

        Round round = end.since(half, "limit", 3);

        assertThat(round).isEqualTo(new Round("limit", 3, 2_000, 250, 125, 0, 50));
        assertThat(round.allCpuMicrosPerEvent()).isEqualTo(375);
    }

    @Test
    void shouldReportOthersAsAShareOfTheMachine() {
        Usage half = new Usage(0, 0, 0, 0, 0, 0);
        long all = Runtime.getRuntime().availableProcessors() * SECOND;

        assertThat(new Usage(SECOND, 1, 0, 0, all / 4, 0).since(half, "dsl", 1).otherCpuPercent())
                .isCloseTo(25, within(1e-6));
        assertThat(new Usage(SECOND, 1, 0, 0, -1, -1).since(half, "dsl", 1).otherCpuPercent())
                .as("where nobody can tell")
                .isNaN();
    }

    @Test
    void shouldReportNothingPerEventWithoutEvents() {
        Usage half = new Usage(0, 5, 0, 0, 0, 0);

        Round round = new Usage(SECOND, 5, SECOND, SECOND, 0, SECOND).since(half, "limit", 1);

        assertThat(round).isEqualTo(new Round("limit", 1, Double.NaN, Double.NaN, Double.NaN, 0, Double.NaN));
        assertThat(round.timed()).isFalse();
    }

    @Test
    void shouldSeeItselfWork() {
        long before = Machine.cpuNanos(ProcessHandle.current().pid());
        long until = System.nanoTime() + 200_000_000;
        while (System.nanoTime() < until) {
            Thread.onSpinWait();
        }

        assertThat(Machine.cpuNanos(ProcessHandle.current().pid())).isGreaterThan(before);
        assertThat(Machine.describe()).contains("Java " + System.getProperty("java.version"));
    }
}
