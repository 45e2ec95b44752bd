package io.tributary.demo.evaluate.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BaselineTest {
    private static final int K = 5;
    private static final ScoreMatrix MATRIX = Matrices.generated(11, 300, 30, 60);
    private static final RequestReplay REPLAY = new RequestReplay(MATRIX, K, 1, 0);

    static Stream<Baseline> baselines() {
        return Baseline.all().stream();
    }

    @ParameterizedTest
    @MethodSource("baselines")
    void shouldShareMoreEvenlyWithinTheBudget(Baseline baseline) {
        Quality none = REPLAY.run(new NoSupport(MATRIX.providerCount(), K)).quality();
        double budget = MATRIX.meanTopScore(K) * .01;

        Quality small = new StrengthSearch(REPLAY, budget, 12).best(baseline).quality();
        Quality large =
                new StrengthSearch(REPLAY, 4 * budget, 12).best(baseline).quality();

        assertThat(none.uLoss()).isZero();
        assertThat(none.ndcg()).isEqualTo(1, within(1e-12));
        assertThat(small.uLoss()).isBetween(0.0, budget);
        assertThat(small.fairness().mmf()).isGreaterThan(none.fairness().mmf() * 1.05);
        assertThat(large.uLoss()).isBetween(small.uLoss(), 4 * budget);
        assertThat(large.fairness().mmf()).isGreaterThan(small.fairness().mmf());
        assertThat(large.fairness().mmf()).isLessThanOrEqualTo(DualBound.mmf(MATRIX, K, 4 * budget));
    }

    @ParameterizedTest
    @MethodSource("baselines")
    void shouldDecideTheSameEachTime(Baseline baseline) {
        Baseline.Variant variant = baseline.variants().get(0);

        assertThat(REPLAY.run(variant.at(.1, MATRIX.providerCount(), K)).quality())
                .isEqualTo(REPLAY.run(variant.at(.1, MATRIX.providerCount(), K)).quality());
    }

    @Test
    void shouldGiveCpFairsBonusByShareOfExposures() {
        CpFair method = new CpFair(2, 2, 10);
        Request request = Request.of("u", new double[] {1, .9, .8, .1}, new int[] {0, 0, 0, 1});
        method.observe(request, new int[] {0, 1});
        method.observe(request, new int[] {2, 3});

        double[] bonus = new double[2];
        method.bonuses(bonus);

        assertThat(bonus).containsExactly(10 * (1 - 3 / 4.0), 10 * (1 - 1 / 4.0));
    }

    @Test
    void shouldMeasureElasticRanksDistanceFromTheAnchor() {
        ElasticRank method = new ElasticRank(2, 1, 3, 2, .5);
        method.observe(Request.of("u", new double[] {2}, new int[] {0}), new int[] {0});

        double[] bonus = new double[2];
        method.bonuses(bonus);

        // Shares 3/4 and 1/4, the anchor is the richer one; x^-1 at t = 2, times -1 times p^-2.
        assertThat(bonus[0]).isEqualTo(0, within(1e-12));
        assertThat(bonus[1]).isEqualTo(3 * (4 / 3.0 - 4) * -1 * 16, within(1e-9));
    }

    @Test
    void shouldMovePMmfsPriceTowardsThoseNotShown() {
        PMmf method = new PMmf(2, 1, .5, .1, 1);
        method.observe(Request.of("u", new double[] {2}, new int[] {0}), new int[] {0});

        double[] bonus = new double[2];
        method.bonuses(bonus);

        // Gradient 0 for the one shown, 1 for the other: mu = -.1, within lambda.
        assertThat(bonus).containsExactly(new double[] {0, .1}, within(1e-12));
    }

    @Test
    void shouldStepFairSyncsPriceByAdam() {
        FairSync method = new FairSync(2, 1, 1, .1);
        method.observe(Request.of("u", new double[] {2}, new int[] {0}), new int[] {0});

        double[] bonus = new double[2];
        method.bonuses(bonus);

        // Gradient 1/2 - 1 and 1/2; Adam's first step is the rate, whatever the gradient's size.
        assertThat(bonus).containsExactly(new double[] {-.1, .1}, within(1e-6));
    }

    @Test
    void shouldSupportTheProviderWithLessByManifoldRank() {
        ManifoldRank method = new ManifoldRank(20, 1, 1);
        Request request = Request.of("u", new double[] {1, .999}, new int[] {0, 1});
        int[] places = new int[1];
        method.refresh();
        method.choose(request, places);
        assertThat(places).containsExactly(0);

        method.observe(request, places);
        method.refresh();
        method.choose(request, places);

        assertThat(places).containsExactly(1);
    }
}
