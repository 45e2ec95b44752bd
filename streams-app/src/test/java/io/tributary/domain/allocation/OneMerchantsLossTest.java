package io.tributary.domain.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.allocation.RelevanceBudget.Observation;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A programme's strength over a day in which one merchant of a hundred says that its exposures cost all they can. */
class OneMerchantsLossTest {
    private static final double BUDGET = 0.01;
    private static final double SHOWN = 200_000;
    /** Four times its hundredth of what the budget comes to. */
    private static final double PART = 4.0 / 100;

    @Property(tries = 100)
    void shouldNotStopAProgramme(@ForAll long seed) {
        double[] without = day(new Random(seed), 0);
        double[] with = day(new Random(seed), PART);
        assertThat(with[0]).as("mean strength").isGreaterThan(without[0] * 0.9);
        assertThat(with[1]).as("least strength").isGreaterThan(0.4);
    }

    /** Mean and least strength over a day whose honest loss is seven tenths of the budget at full strength. */
    private static double[] day(Random random, double part) {
        RelevanceBudget budget = RelevanceBudget.initial(1);
        double honest = 0;
        double claimed = 0;
        double sum = 0;
        double least = 1;
        int beats = 2_000;
        for (int beat = 1; beat <= beats; beat++) {
            double schedule = (double) beat / beats;
            double shown = SHOWN * schedule;
            honest += 0.7 * BUDGET * Math.pow(budget.lever(), 1.2) * SHOWN / beats;
            // At any moment, what it may have lost by then at once or not.
            double most = part * BUDGET * Math.max(shown, SHOWN / 10);
            claimed = random.nextInt(50) == 0 ? most : claimed;
            budget = budget.next(
                    Observation.whole(honest + claimed, shown, budget.lever(), schedule, 0), 0.99 * BUDGET, 1);
            sum += budget.lever();
            least = Math.min(least, budget.lever());
        }
        return new double[] {sum / beats, least};
    }
}
