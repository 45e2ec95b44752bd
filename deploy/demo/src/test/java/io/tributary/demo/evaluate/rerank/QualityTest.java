package io.tributary.demo.evaluate.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class QualityTest {
    private static final Offset<Double> EXACT = within(1e-12);

    @Test
    void shouldEqualWhatIsComputedByHand() {
        ScoreMatrix matrix = Matrices.of(2, new double[] {1, .5, .25}, new double[] {.2, .8});

        Quality quality = Quality.of(matrix, 2, new int[][] {{2, 0}, {0, 1}});

        // The first request shows 1 and .25 instead of 1 and .5; the second loses nothing, whatever the order.
        double discount = Math.log(2) / Math.log(3);
        assertThat(quality.ndcg()).isEqualTo(((1 + .25 * discount) / (1 + .5 * discount) + 1) / 2, EXACT);
        assertThat(quality.uLoss()).isEqualTo(.25 / 2 / 2, EXACT);
        // Provider 0: 1 + .25 + .2; provider 1: .8.
        assertThat(quality.fairness().minMaxRatio()).isEqualTo(.8 / 1.45, EXACT);
        assertThat(quality.fairness().mmf()).isEqualTo(.8 / 2.25, EXACT);
    }

    @Test
    void shouldRoundUtilitiesButNotLosses() {
        ScoreMatrix matrix = Matrices.of(2, new double[] {.12344, .12346, .12349});

        Quality quality = Quality.of(matrix, 2, new int[][] {{0, 1}});

        assertThat(quality.uLoss()).isEqualTo(.00005 / 2, EXACT);
        assertThat(quality.fairness().minMaxRatio()).isEqualTo(.1234 / .1235, EXACT);
    }

    @Test
    void shouldDivideByTheItemsWantedWhereThereAreFewer() {
        ScoreMatrix matrix = Matrices.of(2, new double[] {1, .5, .1}, new double[] {1, .5});

        Quality quality = Quality.of(matrix, 4, new int[][] {{0, 1, 2}, {0, 1}});

        assertThat(quality.uLoss()).isZero();
        assertThat(quality.ndcg()).isEqualTo(1, EXACT);
    }

    @Test
    void shouldLoseNothingWhereNothingIsRelevant() {
        ScoreMatrix matrix = Matrices.of(2, new double[] {0, 0, 0}, new double[] {1, 1});

        assertThat(Quality.of(matrix, 1, new int[][] {{2}, {1}}).ndcg()).isEqualTo(1, EXACT);
    }

    @Property(tries = 50)
    void shouldScaleWithTheScores(@ForAll @IntRange(min = 1, max = 8) int k, @ForAll @IntRange(max = 1000) int seed) {
        ScoreMatrix matrix = Matrices.generated(seed, 5, 4, 12);
        double[][] doubled = matrix.requests().stream()
                .map(request -> DoubleStream.of(request.scores())
                        .map(score -> score * 2)
                        .toArray())
                .toArray(double[][]::new);
        ScoreMatrix scaled = new ScoreMatrix(
                IntStream.range(0, doubled.length)
                        .mapToObj(i -> Request.of(
                                "u", doubled[i], matrix.requests().get(i).providers()))
                        .toList(),
                matrix.providers());
        int[][] shown = new int[doubled.length][];
        Arrays.setAll(shown, i -> IntStream.range(seed % 3, seed % 3 + k).toArray());

        Quality before = Quality.of(matrix, k, shown);
        Quality after = Quality.of(scaled, k, shown);

        assertThat(after.ndcg()).isEqualTo(before.ndcg(), EXACT).isBetween(0.0, 1 + 1e-12);
        assertThat(after.uLoss()).isEqualTo(2 * before.uLoss(), EXACT).isGreaterThanOrEqualTo(0);
        assertThat(after.fairness().gini()).isEqualTo(before.fairness().gini(), within(1e-3));
    }
}
