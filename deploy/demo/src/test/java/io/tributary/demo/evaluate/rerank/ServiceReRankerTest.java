package io.tributary.demo.evaluate.rerank;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServiceReRankerTest {
    private static final int K = 3;
    private static final ScoreMatrix MATRIX = Matrices.generated(5, 2_000, 12, 40);

    private static Quality run(double budget, int refresh, int delay) {
        ReRanker ranker =
                new ServiceReRanker(MATRIX.providerCount(), MATRIX.requests().size(), K, budget);
        return new RequestReplay(MATRIX, K, refresh, delay).run(ranker).quality();
    }

    private static Quality without() {
        return new RequestReplay(MATRIX, K, 1, 0)
                .run(new NoSupport(MATRIX.providerCount(), K))
                .quality();
    }

    @Test
    void shouldShareMoreEvenlyThanWithoutSupportWithinTheBudget() {
        for (double budget : new double[] {0.005, 0.02}) {
            Quality quality = run(budget, 1, 0);
            assertThat(quality.uLoss()).isBetween(0.5 * budget, 1.01 * budget);
            assertThat(quality.fairness().mmf())
                    .isGreaterThan(without().fairness().mmf());
        }
    }

    @Test
    void shouldShareMoreEvenlyTheMoreMayBeLost() {
        assertThat(run(0.005, 1, 0).fairness().mmf())
                .isLessThan(run(0.02, 1, 0).fairness().mmf());
    }

    @Test
    void shouldDecideTheSameTwice() {
        assertThat(run(0.01, 10, 5)).isEqualTo(run(0.01, 10, 5));
    }
}
