package io.tributary.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RatioTest {
    @Test
    void shouldCompareWithinARound() {
        // The machine was half as fast in the second round: neither median alone says how the two compare.
        List<Round> rounds = List.of(
                round("ours", 1, 80, 3, 1),
                round("limit", 1, 100, 2, 1),
                round("limit", 2, 50, 4, 2),
                round("ours", 2, 40, 6, 2));

        Ratio ratio = Ratio.of(rounds, "ours", "limit");

        assertThat(ratio.eventsPerSecond()).isEqualTo(new Summary(0.8, 0.8, 0.8));
        assertThat(ratio.cpuMicrosPerEvent()).isEqualTo(new Summary(1.5, 1.5, 1.5));
        assertThat(ratio.allCpuMicrosPerEvent()).isEqualTo(new Summary(4 / 3.0, 4 / 3.0, 4 / 3.0));
    }

    @Test
    void shouldLeaveOutRoundsThatOneOfThemLacks() {
        List<Round> rounds = List.of(
                round("ours", 1, 80, 3, 1),
                round("limit", 2, 50, 4, 2),
                round("ours", 3, 30, 6, 2),
                round("limit", 3, 60, 2, 2));

        assertThat(Ratio.of(rounds, "ours", "limit").eventsPerSecond()).isEqualTo(new Summary(0.5, 0.5, 0.5));
        assertThat(Ratio.of(rounds, "ours", "dsl").eventsPerSecond().median()).isNaN();
    }

    @Test
    void shouldTellAQuietRound() {
        assertThat(new Round("ours", 1, 1, 1, 1, 5.0, 0).isQuiet(5)).isTrue();
        assertThat(new Round("ours", 1, 1, 1, 1, 5.1, 0).isQuiet(5)).isFalse();
        assertThat(new Round("ours", 1, 1, 1, 1, Double.NaN, 0).isQuiet(5)).isTrue();
    }

    private static Round round(String job, int number, double rate, double cpu, double broker) {
        return new Round(job, number, rate, cpu, broker, 0, 0);
    }
}
