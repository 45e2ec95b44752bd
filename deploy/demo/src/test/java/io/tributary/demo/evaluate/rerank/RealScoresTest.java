package io.tributary.demo.evaluate.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.demo.RealInput;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FairDiverse's "steam" scores, on which results were published. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RealScoresTest {
    private static final Offset<Double> PUBLISHED = within(.5e-4 + 1e-9);

    private ScoreMatrix matrix;

    @BeforeAll
    void read() {
        matrix = ScoreReader.read(RealInput.file("scores.csv.gz"), RealInput.file("providers.csv"));
    }

    /** So metrics, replay and the method itself are right. */
    @ParameterizedTest
    @CsvSource({
        "5, .9965, .0067, .0496, .3004, .3234, 4.9402, -.8243",
        "10, .9958, .0086, .0603, .3189, .2968, 4.9911, -.7213",
        "20, .9938, .0113, .0875, .3423, .2486, 5.1075, -.5981"
    })
    void shouldReachWhatWasPublishedForManifoldRank(
            int k, double ndcg, double uLoss, double minMaxRatio, double mmf, double gini, double entropy, double ef) {
        Quality quality = new RequestReplay(matrix, k, 1, 0)
                .run(new ManifoldRank(matrix.providerCount(), k, 1))
                .quality();

        assertThat(quality.ndcg()).isEqualTo(ndcg, PUBLISHED);
        assertThat(quality.uLoss()).isEqualTo(uLoss, PUBLISHED);
        assertThat(quality.fairness().minMaxRatio()).isEqualTo(minMaxRatio, PUBLISHED);
        assertThat(quality.fairness().mmf()).isEqualTo(mmf, PUBLISHED);
        assertThat(quality.fairness().gini()).isEqualTo(gini, PUBLISHED);
        assertThat(quality.fairness().entropy()).isEqualTo(entropy, PUBLISHED);
        assertThat(quality.fairness().ef()).isEqualTo(ef, PUBLISHED);
    }

    /** The promise of the study's allocator: no parameter is set for this file or for a k. */
    @ParameterizedTest
    @CsvSource({
        "5, .9965, .0067, .0496, .3004, .3234, 4.9402, -.8243",
        "10, .9958, .0086, .0603, .3189, .2968, 4.9911, -.7213",
        "20, .9938, .0113, .0875, .3423, .2486, 5.1075, -.5981"
    })
    void shouldBeNoWorseThanPublishedInAnyMetric(
            int k, double ndcg, double uLoss, double minMaxRatio, double mmf, double gini, double entropy, double ef) {
        Quality quality = study(k, 1, 0);

        assertThat(quality.ndcg()).isGreaterThanOrEqualTo(ndcg);
        assertThat(quality.uLoss()).isLessThanOrEqualTo(uLoss).isGreaterThan(.98 * uLoss);
        assertThat(quality.fairness().minMaxRatio()).isGreaterThanOrEqualTo(minMaxRatio);
        assertThat(quality.fairness().mmf()).isGreaterThanOrEqualTo(mmf);
        assertThat(quality.fairness().gini()).isLessThanOrEqualTo(gini);
        assertThat(quality.fairness().entropy()).isGreaterThanOrEqualTo(entropy);
        assertThat(quality.fairness().ef()).isGreaterThanOrEqualTo(ef);
    }

    /** As the allocation page has it: at less than the published loss, and behind the published fairness. */
    @ParameterizedTest
    @CsvSource({
        "5, .9968, .00662, .0454, .2973, .3268, 4.9300, -.8824",
        "10, .9959, .00849, .0508, .3095, .3082, 4.9670, -.8174",
        "20, .9939, .01115, .0644, .3338, .2618, 5.0779, -.7358"
    })
    void shouldReachWhatIsSaidOfTheService(
            int k, double ndcg, double uLoss, double minMaxRatio, double mmf, double gini, double entropy, double ef) {
        RerankSettings settings =
                new RerankSettings(List.of(k), RelevanceBudget.DEFAULT, 1, 0, Set.of(RerankEvaluation.SERVICE));
        RerankEvaluation evaluation = new RerankEvaluation(matrix, settings, line -> {});
        Quality quality = evaluation
                .replay(k)
                .run(evaluation.service(k, RelevanceBudget.DEFAULT.of(k, matrix)))
                .quality();

        assertThat(quality.ndcg()).isEqualTo(ndcg, PUBLISHED);
        assertThat(quality.uLoss()).isEqualTo(uLoss, within(1e-5));
        assertThat(quality.fairness().minMaxRatio()).isEqualTo(minMaxRatio, PUBLISHED);
        assertThat(quality.fairness().mmf()).isEqualTo(mmf, PUBLISHED);
        assertThat(quality.fairness().gini()).isEqualTo(gini, PUBLISHED);
        assertThat(quality.fairness().entropy()).isEqualTo(entropy, PUBLISHED);
        assertThat(quality.fairness().ef()).isEqualTo(ef, PUBLISHED);
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 10, 20})
    void shouldLoseAtMostOnePercentByLateFeedbackAndRareDirectives(int k) {
        Quality prompt = study(k, 1, 0);
        Quality late = study(k, 100, 100);

        assertThat(late.uLoss()).isLessThanOrEqualTo(RelevanceBudget.DEFAULT.of(k, matrix));
        assertThat(late.ndcg()).isGreaterThan(.99 * prompt.ndcg());
        assertThat(late.fairness().minMaxRatio())
                .isGreaterThan(.99 * prompt.fairness().minMaxRatio());
        assertThat(late.fairness().mmf()).isGreaterThan(.99 * prompt.fairness().mmf());
        assertThat(late.fairness().gini()).isLessThan(1.01 * prompt.fairness().gini());
        assertThat(late.fairness().entropy())
                .isGreaterThan(.99 * prompt.fairness().entropy());
        assertThat(late.fairness().ef()).isGreaterThan(1.01 * prompt.fairness().ef());
    }

    private Quality study(int k, int refresh, int delay) {
        RerankSettings settings =
                new RerankSettings(List.of(k), RelevanceBudget.DEFAULT, refresh, delay, Set.of(RerankEvaluation.STUDY));
        RerankEvaluation evaluation = new RerankEvaluation(matrix, settings, line -> {});
        return evaluation
                .replay(k)
                .run(evaluation.study(k, RelevanceBudget.DEFAULT.of(k, matrix)))
                .quality();
    }

    @ParameterizedTest
    @CsvSource({"5, .0067, .3152", "10, .0086, .3340", "20, .0113, .3600"})
    void shouldBoundByDualsAsTightAsKnown(int k, double loss, double known) {
        assertThat(RelevanceBudget.DEFAULT.of(k, matrix)).isBetween(loss - 1e-6, loss);
        assertThat(DualBound.mmf(matrix, k, loss)).isBetween(known - .001, known + .0005);
    }
}
