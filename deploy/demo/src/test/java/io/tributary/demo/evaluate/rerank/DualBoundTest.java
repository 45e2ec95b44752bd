package io.tributary.demo.evaluate.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class DualBoundTest {
    private static final int REQUESTS = 4;
    private static final int CANDIDATES = 5;

    /** All ways to show one item per request are few enough to try. */
    @Property(tries = 60)
    void shouldNotBeExceededByAnyChoice(
            @ForAll @IntRange(max = 10_000) int seed, @ForAll @IntRange(min = 1, max = 500) int thousandths) {
        double budget = thousandths / 1e3;
        ScoreMatrix matrix = Matrices.generated(seed, REQUESTS, 3, CANDIDATES);

        double bound = DualBound.mmf(matrix, 1, budget);

        int choices = (int) Math.pow(CANDIDATES, REQUESTS);
        for (int choice = 0; choice < choices; choice++) {
            int[][] shown = new int[REQUESTS][];
            int digits = choice;
            for (int i = 0; i < REQUESTS; i++) {
                shown[i] = new int[] {digits % CANDIDATES};
                digits /= CANDIDATES;
            }
            Quality quality = Quality.of(matrix, 1, shown);
            if (quality.uLoss() <= budget) {
                assertThat(quality.fairness().mmf()).isLessThanOrEqualTo(bound + 1e-9);
            }
        }
    }

    @Test
    void shouldMeetWhatCanBeReached() {
        // Provider 1 is always worth .1 less. At half a change per request, it gets half of the items.
        double[][] rows = new double[100][];
        Arrays.fill(rows, new double[] {1, .9});
        ScoreMatrix matrix = Matrices.of(2, rows);

        assertThat(DualBound.mmf(matrix, 1, .02)).isEqualTo(20 * .9 / (80 + 20 * .9), within(.003));
        assertThat(DualBound.mmf(matrix, 1, .09)).isEqualTo(.5, within(.003));
    }

    @Property
    void shouldProjectOntoWeights(
            @ForAll @Size(7) List<@DoubleRange(min = -5, max = 5) Double> point,
            @ForAll @IntRange(min = 1, max = 6) int sum) {
        double[] projected = point.stream().mapToDouble(Double::doubleValue).toArray();

        DualBound.project(projected, sum);

        assertThat(Arrays.stream(projected).sum()).isEqualTo(sum, within(1e-12));
        assertThat(Arrays.stream(projected).boxed()).allMatch(weight -> weight >= 0 && weight <= 1);
        // One amount for all: the order stays.
        for (int i = 0; i < projected.length; i++) {
            for (int j = 0; j < projected.length; j++) {
                if (point.get(i) < point.get(j)) {
                    assertThat(projected[i]).isLessThanOrEqualTo(projected[j] + 1e-9);
                }
            }
        }
    }
}
