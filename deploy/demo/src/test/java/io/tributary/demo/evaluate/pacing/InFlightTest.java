package io.tributary.demo.evaluate.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.demo.evaluate.pacing.InFlight.Reading;
import java.util.PriorityQueue;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InFlightTest {
    private record Arrival(long time, long decidedAt) {}

    /** Decisions every so often, shown or not, arriving late. */
    private static final class Line {
        private final Random random = new Random(11);
        private final PriorityQueue<Arrival> coming = new PriorityQueue<>((a, b) -> Long.compare(a.time, b.time));
        private final DelayEstimate estimate;
        private final InFlight flight = new InFlight();

        Line(double guess) {
            estimate = new DelayEstimate(guess);
        }

        void run(long from, long until, long every, double delay, double show) {
            for (long now = from; now < until; now += every) {
                while (!coming.isEmpty() && coming.peek().time <= now) {
                    Arrival next = coming.poll();
                    flight.arrived(next.decidedAt);
                    estimate.arrived(next.time, next.time - next.decidedAt);
                }
                flight.decided(now, estimate);
                estimate.decided(now);
                if (random.nextDouble() < show) {
                    coming.add(new Arrival(now - Math.round(delay * Math.log(1 - random.nextDouble())), now));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"1000, 0.7, 1000", "60000, 0.7, 1000", "60000, 1, 1000", "5000, 0.3, 300000", "100, 0.9, 0"})
    void shouldLearnDelayAndShowRatioFromAWrongGuess(double delay, double show, double guess) {
        Line line = new Line(guess);

        line.run(0, 4_000_000, 100, delay, show);

        assertThat(line.estimate.meanMillis()).isCloseTo(delay, within(0.1 * delay));
        assertThat(line.estimate.showRatio()).isCloseTo(show, within(0.03));
    }

    @Test
    void shouldExpectWhatIsStillToCome() {
        Line line = new Line(60_000);
        line.run(0, 4_000_000, 1_000, 60_000, 0.7);

        double sum = 0;
        double truth = 0;
        for (int step = 0; step < 400; step++) {
            long from = 4_000_000 + step * 10_000L;
            line.run(from, from + 10_000, 1_000, 60_000, 0.7);
            sum += line.flight.reading(from + 10_000, line.estimate).expected();
            truth += line.coming.size();
        }

        assertThat(sum).isCloseTo(truth, within(0.1 * truth));
    }

    @Test
    void shouldForgetWhatNeverComes() {
        Line line = new Line(1_000);
        line.run(0, 1_000_000, 100, 1_000, 0.7);

        assertThat(line.flight.reading(1_030_000, line.estimate)).isEqualTo(Reading.NOTHING);
    }

    @Test
    void shouldCountEveryDecisionUntilOneIsKnownToBeLost() {
        DelayEstimate unknown = new DelayEstimate(1_000);
        InFlight flight = new InFlight();
        flight.decided(100, unknown);
        flight.decided(200, unknown);

        assertThat(flight.reading(900, unknown)).isEqualTo(new Reading(2, 2));

        flight.arrived(100);
        assertThat(flight.reading(900, unknown)).isEqualTo(new Reading(1, 1));
    }

    @Test
    void shouldIgnoreAnArrivalThatWasForgotten() {
        DelayEstimate unknown = new DelayEstimate(10);
        InFlight flight = new InFlight();
        flight.decided(100_000, unknown);
        flight.arrived(5);

        assertThat(flight.reading(100_000, unknown).most()).isEqualTo(1);
    }

    @Property(tries = 300)
    void shouldBoundTheChanceFromAbove(
            @ForAll @IntRange(min = 1, max = 30) int most,
            @ForAll @DoubleRange(min = 0.01, max = 0.99) double chance,
            @ForAll @IntRange(max = 32) int count) {
        double bound = new Reading(most * chance, most).chanceAtLeast(count);

        assertThat(bound).isBetween(binomialTail(most, chance, count) - 1e-9, 1.0);
    }

    private static double binomialTail(int n, double p, int from) {
        double tail = 0;
        double term = Math.pow(1 - p, n);
        for (int k = 0; k <= n; k++) {
            tail += k >= from ? term : 0;
            term *= (n - k) / (k + 1.0) * p / (1 - p);
        }
        return tail;
    }

    @Property(tries = 300)
    void shouldNeverAdmitMoreThanTheGrantWhenAllIsShown(
            @ForAll @IntRange(max = 500) int spent,
            @ForAll @IntRange(max = 60) int out,
            @ForAll @IntRange(min = 1, max = 500) int grant) {
        boolean admits = EndGate.STANDARD.admits(new Reading(out, out), spent, grant);

        assertThat(admits).isEqualTo(spent + out < grant);
    }

    @Test
    void shouldLetASmallMerchantWaitForItsLastDecisions() {
        Reading probablyLost = new Reading(0.01, 1);

        assertThat(EndGate.STANDARD.admits(probablyLost, 9, 10)).isFalse();
        assertThat(EndGate.STANDARD.admits(probablyLost, 999, 1000)).isTrue();
        assertThat(EndGate.STANDARD.admits(new Reading(1e-4, 1), 9, 10)).isTrue();
    }

    @Test
    void shouldRefuseNonsense() {
        assertThatThrownBy(() -> new Reading(Double.NaN, 1)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> new EndGate(2, 0, 0)).hasMessageContaining("risk 2.0");
        assertThatThrownBy(() -> new DelayEstimate(-1)).hasMessageContaining("-1");
    }
}
