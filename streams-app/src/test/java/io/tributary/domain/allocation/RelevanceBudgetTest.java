package io.tributary.domain.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RelevanceBudgetTest {
    private static final int STEPS = 480;
    private static final double EXPOSURES = 100;

    /** A day whose loss grows with what is delivered, faster than that; the second half costs twice as much. */
    private static RelevanceBudget day(RelevanceBudget from, double budget, double steepness) {
        RelevanceBudget state = from.startPeriod();
        double loss = 0;
        double delivered = state.allowance();
        for (int step = 1; step <= STEPS; step++) {
            delivered += 0.3 * (state.allowance() - delivered);
            loss += EXPOSURES * 0.02 * (step > STEPS / 2 ? 2 : 1) * Math.pow(delivered, steepness);
            state = state.next(loss, EXPOSURES * step, step / (double) STEPS, budget);
        }
        return state;
    }

    @Property(tries = 50)
    void shouldKeepTheMeanOfAPeriodWithinTheBudgetAndUseIt(
            @ForAll @IntRange(min = 2, max = 25) int thousandths,
            @ForAll @DoubleRange(min = 1, max = 2.5) double steepness) {
        double budget = thousandths / 1_000.0;
        RelevanceBudget end = day(day(RelevanceBudget.INITIAL, budget, steepness), budget, steepness);

        assertThat(end.mean()).isLessThanOrEqualTo(budget).isGreaterThan(0.85 * budget);
    }

    @Test
    void shouldHoldNothingBackWhileThereIsRoomOrNoLimit() {
        assertThat(day(RelevanceBudget.INITIAL, 0.05, 2).allowance()).isEqualTo(1);
        assertThat(day(RelevanceBudget.INITIAL, 0, 2).allowance()).isEqualTo(1);
    }
}
