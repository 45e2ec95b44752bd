package io.tributary.demo.evaluate.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DualBoundTest {
    @Property(tries = 200)
    void shouldNotFallBelowTheBestAssignment(
            @ForAll @IntRange(min = 1, max = 3) int merchants,
            @ForAll @IntRange(min = 1, max = 7) int requests,
            @ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] offers = new double[requests][merchants];
        long[] budgets = new long[merchants];
        for (int m = 0; m < merchants; m++) {
            budgets[m] = random.nextInt(4);
            for (int request = 0; request < requests; request++) {
                offers[request][m] = random.nextInt(3) == 0 ? 0 : (float) random.nextDouble(0.1, 4);
            }
        }

        double bound = DualBound.of(DayStream.of(offers, merchants), budgets);
        double best = best(offers, budgets.clone(), 0);

        assertThat(bound).isGreaterThanOrEqualTo(best - 1e-9);
    }

    private static double best(double[][] offers, long[] left, int request) {
        if (request == offers.length) {
            return 0;
        }
        double best = best(offers, left, request + 1);
        for (int m = 0; m < left.length; m++) {
            if (left[m] > 0 && offers[request][m] > 0) {
                left[m]--;
                best = Math.max(best, offers[request][m] + best(offers, left, request + 1));
                left[m]++;
            }
        }
        return best;
    }

    @Test
    void shouldBeTheValueOfTheBestRequestsOfASingleMerchant() {
        double[][] offers = {{1}, {4}, {2}, {3}};

        assertThat(DualBound.of(DayStream.of(offers, 1), new long[] {2})).isCloseTo(7, within(0.05));
    }

    @Test
    void shouldBeZeroWithoutCandidates() {
        assertThat(DualBound.of(DayStream.of(new double[5][2], 2), new long[] {0, 0}))
                .isZero();
    }
}
