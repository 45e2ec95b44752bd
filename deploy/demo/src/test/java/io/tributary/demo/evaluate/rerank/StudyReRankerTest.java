package io.tributary.demo.evaluate.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.domain.allocation.FairNeed;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StudyReRankerTest {
    private static final int K = 3;
    private static final ScoreMatrix MATRIX = Matrices.generated(5, 2_000, 12, 40);

    private static StudyReRanker ranker(ScoreMatrix matrix, double budget) {
        int requests = matrix.requests().size();
        double[] grants = new double[matrix.providerCount()];
        Arrays.fill(grants, (double) K * requests / grants.length);
        return new StudyReRanker(new StudyAllocator(FairNeed.STANDARD, grants, budget), grants, requests, K, budget);
    }

    private static Quality run(double budget, int refresh, int delay) {
        return new RequestReplay(MATRIX, K, refresh, delay)
                .run(ranker(MATRIX, budget))
                .quality();
    }

    @Test
    void shouldUseTheBudgetAndNotExceedIt() {
        for (double budget : new double[] {0.001, 0.01, 0.05}) {
            assertThat(run(budget, 1, 0).uLoss()).isBetween(0.97 * budget, budget + 1e-12);
        }
    }

    @Test
    void shouldShareMoreEvenlyTheMoreMayBeLost() {
        assertThat(run(0.01, 1, 0).fairness().mmf())
                .isGreaterThan(run(0.001, 1, 0).fairness().mmf())
                .isLessThan(run(0.05, 1, 0).fairness().mmf());
    }

    @Test
    void shouldHardlyMindLateFeedbackAndRareDirectives() {
        Quality prompt = run(0.1, 1, 0);
        Quality late = run(0.1, 100, 100);

        assertThat(late.uLoss()).isLessThanOrEqualTo(0.1 + 1e-12);
        assertThat(late.fairness().mmf()).isCloseTo(prompt.fairness().mmf(), within(0.05));
        assertThat(late.fairness().gini()).isCloseTo(prompt.fairness().gini(), within(0.05));
    }

    @Test
    void shouldDecideTheSameTwice() {
        assertThat(run(0.01, 10, 5)).isEqualTo(run(0.01, 10, 5));
    }
}
