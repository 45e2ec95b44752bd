package io.tributary.domain.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tributary.domain.allocation.RelevanceBudget.Observation;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RelevanceBudgetTest {
    private static final int BEATS = 1_000;
    private static final double BUDGET = 0.01;

    /** Mean loss of a period of 1,000 beats in which a lever costs factor · budget · lever^power, with noise. */
    private static double period(RelevanceBudget start, double factor, double power, int lag, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        RelevanceBudget budget = start;
        double[] levers = new double[BEATS];
        double[] losses = new double[BEATS];
        double seen = 0;
        for (int i = 0; i < BEATS; i++) {
            int known = i - lag;
            if (known > 0) {
                seen += losses[known - 1];
                budget = budget.next(
                        Observation.whole(seen, known, levers[known - 1], part(known), part(i - known)), BUDGET, 1e6);
            }
            levers[i] = budget.lever();
            losses[i] = factor * BUDGET * Math.pow(levers[i], power) * 2 * random.nextDouble();
        }
        double sum = 0;
        for (double loss : losses) {
            sum += loss;
        }
        return sum / BEATS;
    }

    private static double part(int beats) {
        return (double) beats / BEATS;
    }

    @Property(tries = 200)
    void shouldSpendTheBudgetWhateverTheLeverCosts(
            @ForAll @DoubleRange(min = -3, max = 1) double magnitude,
            @ForAll @DoubleRange(min = 0.7, max = 2) double power,
            @ForAll @LongRange(max = 1_000_000) long seed) {
        double mean = period(RelevanceBudget.initial(1), Math.pow(10, magnitude), power, 0, seed);

        assertThat(mean).isCloseTo(BUDGET, within(0.05 * BUDGET));
    }

    @Property(tries = 100)
    void shouldSpendItWhenReportsLag(
            @ForAll @IntRange(min = 1, max = 50) int lag, @ForAll @LongRange(max = 1_000_000) long seed) {
        assertThat(period(RelevanceBudget.initial(1), 3, 1.3, lag, seed)).isCloseTo(BUDGET, within(0.05 * BUDGET));
    }

    @Test
    void shouldStopWhenTheBudgetIsUsedUp() {
        RelevanceBudget budget = RelevanceBudget.initial(1);
        for (int i = 1; i <= 100; i++) {
            budget = budget.next(Observation.whole(BUDGET * BEATS, i, 1, part(500 + i), 0), BUDGET, 1e6);
        }

        assertThat(budget.lever()).isLessThan(1e-2);
        assertThat(budget.rate(Observation.whole(BUDGET * BEATS, 600, 1, 0.6, 0), BUDGET))
                .isNegative();
    }

    @Test
    void shouldStayWithinItsLargestSettingWhenNothingIsLost() {
        RelevanceBudget budget = RelevanceBudget.initial(1);
        for (int i = 1; i <= 100; i++) {
            budget = budget.next(Observation.whole(0, i, budget.lever(), part(i), 0), BUDGET, 1);
        }

        assertThat(budget.lever()).isEqualTo(1);
    }

    @Test
    void shouldRememberTheLeverButNotTheSumsInANewPeriod() {
        RelevanceBudget budget = RelevanceBudget.initial(1)
                .next(Observation.whole(5, 100, 1, 0.5, 0), BUDGET, 10)
                .startPeriod();

        assertThat(budget.mean()).isZero();
        assertThat(budget.schedule()).isZero();
        assertThat(budget.lever()).isLessThan(1);
    }

    @Test
    void shouldRefuseALeverThatDoesNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RelevanceBudget.initial(0))
                .withMessage("lever 0.0: must be above 0");
    }
}
