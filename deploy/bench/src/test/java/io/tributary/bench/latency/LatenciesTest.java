package io.tributary.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    @Test
    void shouldTellPercentilesToThreeDigits() {
        Latencies times = new Latencies();
        for (int millis = 1; millis <= 1_000; millis++) {
            times.add(TimeUnit.MILLISECONDS.toNanos(millis));
        }

        assertThat(times.count()).isEqualTo(1_000);
        assertThat(times.millis(50)).isCloseTo(500, within(1.0));
        assertThat(times.millis(99)).isCloseTo(990, within(1.0));
        assertThat(times.millis(99.9)).isCloseTo(999, within(1.0));
        assertThat(times.millis(100)).isCloseTo(1_000, within(1.0));
    }

    @Test
    void shouldCountUnansweredWithTheTimeTheyWaited() {
        Latencies times = new Latencies();
        times.add(TimeUnit.MILLISECONDS.toNanos(10));
        times.addUnanswered(TimeUnit.SECONDS.toNanos(20));

        assertThat(times.count()).isEqualTo(2);
        assertThat(times.unanswered()).isEqualTo(1);
        assertThat(times.millis(100)).isCloseTo(20_000, within(20.0));
    }

    @Test
    void shouldHaveNoFigureOfNothing() {
        assertThat(new Latencies().millis(50)).isNaN();
    }
}
