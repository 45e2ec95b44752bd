package io.tributary.domain.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.domain.LocalizedText;
import io.tributary.domain.Stage;
import io.tributary.domain.eligibility.Clause;
import io.tributary.domain.eligibility.Verdict;
import io.tributary.domain.enrolment.StageStep.Graduation;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StageLadderTest {
    private static final StageCondition GROWS = StageCondition.byChance(0.8);
    private static final StageCondition FALLS_BACK = StageCondition.byChance(0.5);
    private static final StageStep GROW = new StageStep(Stage.GROW, GROWS, FALLS_BACK, null, null);
    private static final StageStep STEADY =
            new StageStep(Stage.STEADY, clause("sells"), clause("sells-less"), "coupon", null);
    private static final StageStep GRADUATED =
            new StageStep(Stage.GRADUATED, clause("sells-much"), null, null, Graduation.FOR_GOOD);
    private static final StageLadder LADDER = new StageLadder(List.of(GROW, STEADY, GRADUATED), null);

    private static StageCondition clause(String id) {
        return StageCondition.by(new Clause(id, "true", new LocalizedText("条件", "A condition.")));
    }

    private static StageView view(double chance, String... holding) {
        StageEvidence evidence = Double.isNaN(chance) ? null : new StageEvidence(1_000, 20, 0.02, chance);
        return new StageView(evidence, id -> Set.of(holding).contains(id) ? Verdict.HOLDS : Verdict.UNKNOWN);
    }

    private static Stage next(Stage stage, StageView view) {
        StageLadder.Move move = LADDER.next(stage, view);
        return move == null ? stage : move.stage();
    }

    @Test
    void shouldMoveUpWithCertaintyAndDownOnlyWhenProvenWrong() {
        assertThat(next(Stage.SEED, view(0.81))).isEqualTo(Stage.GROW);
        assertThat(next(Stage.SEED, view(0.8))).isEqualTo(Stage.SEED);
        assertThat(next(Stage.GROW, view(0.6))).as("no flapping").isEqualTo(Stage.GROW);
        assertThat(next(Stage.GROW, view(0.49))).isEqualTo(Stage.SEED);
        assertThat(next(Stage.SEED, view(Double.NaN)))
                .as("nothing to compare with")
                .isEqualTo(Stage.SEED);
        assertThat(next(Stage.GROW, view(Double.NaN))).isEqualTo(Stage.GROW);
    }

    @Test
    void shouldMoveByOneStepAndSayByWhat() {
        assertThat(next(Stage.SEED, view(0.9, "sells", "sells-much"))).isEqualTo(Stage.GROW);
        assertThat(next(Stage.GROW, view(0.9, "sells", "sells-much"))).isEqualTo(Stage.STEADY);
        assertThat(LADDER.next(Stage.STEADY, view(0.9, "sells-much"))
                        .by()
                        .clause()
                        .id())
                .isEqualTo("sells-much");
        assertThat(next(Stage.STEADY, view(0.1, "sells-less"))).isEqualTo(Stage.GROW);
        assertThat(next(Stage.GRADUATED, view(0.1, "sells-less"))).isEqualTo(Stage.GRADUATED);
    }

    @Test
    void shouldNotEnterWhatWouldHaveToBeLeftAtOnce() {
        assertThat(next(Stage.GROW, view(0.9, "sells", "sells-less"))).isEqualTo(Stage.GROW);
        assertThat(next(Stage.STEADY, view(0.9, "sells-much", "sells-less")))
                .as("leaving goes before climbing")
                .isEqualTo(Stage.GROW);
    }

    @Test
    void shouldBringWhoIsAtAStageThatTheLadderHasNotToTheOneBelow() {
        StageLadder.Move move = StageLadder.USUAL.next(Stage.STEADY, view(0.6));
        assertThat(move).isEqualTo(new StageLadder.Move(Stage.GROW, null));
        assertThat(new StageLadder(List.of(STEADY), null)
                        .next(Stage.GROW, view(0.9))
                        .stage())
                .isEqualTo(Stage.SEED);
    }

    @Test
    void shouldSayBetweenWhichChancesAMerchantStays() {
        assertThat(StageLadder.USUAL.limits(Stage.SEED)).isEqualTo(new StageLadder.Limits(0.8, 0.5));
        assertThat(StageLadder.USUAL.limits(Stage.GROW)).isEqualTo(new StageLadder.Limits(0.8, 0.5));
        assertThat(LADDER.limits(Stage.GROW).above()).as("by a clause").isNaN();
        assertThat(LADDER.limits(Stage.GROW).below()).isCloseTo(0.5, within(0.0));
        assertThat(LADDER.after(Stage.GROW)).isEqualTo(STEADY);
        assertThat(LADDER.after(Stage.GRADUATED)).isNull();
    }

    @Test
    void shouldRefuseStagesThatOverlap() {
        assertThatThrownBy(() -> new StageStep(Stage.GROW, GROWS, StageCondition.byChance(0.8), null, null))
                .hasMessageStartingWith("stages.GROW.leave.chanceBelow: is 0.8, must be below enter.chanceAbove");
        assertThatThrownBy(() -> new StageLadder(List.of(GROW, GROW), null))
                .hasMessage("stages.GROW: is given twice, must be given once");
        assertThatThrownBy(() -> new StageLadder(List.of(STEADY, GROW), null))
                .hasMessageStartingWith("stages.GROW: is after STEADY");
        StageStep easier = new StageStep(Stage.STEADY, StageCondition.byChance(0.7), null, null, null);
        assertThatThrownBy(() -> new StageLadder(List.of(GROW, easier), null))
                .hasMessage("stages.STEADY.enter.chanceAbove: is 0.7, must be at least 0.8, that of a stage below");
        assertThatThrownBy(() -> new StageLadder(List.of(GROW), new EvidenceEnd(0, 0.8, -1)))
                .hasMessageStartingWith("endsWhen.chanceBelow: is 0.8, must be below stages.GROW.enter.chanceAbove");
    }

    @Test
    void shouldRefuseWhatNobodyWhoGraduatedCanHave() {
        assertThatThrownBy(() -> new StageStep(Stage.GRADUATED, GROWS, FALLS_BACK, null, Graduation.FOR_GOOD))
                .hasMessageStartingWith("stages.GRADUATED.leave");
        assertThatThrownBy(() -> new StageStep(Stage.GRADUATED, GROWS, null, "coupon", Graduation.FOR_GOOD))
                .hasMessageStartingWith("stages.GRADUATED.reward");
        assertThatThrownBy(() -> new StageStep(Stage.GRADUATED, GROWS, null, null, new Graduation(30, 31)))
                .hasMessageStartingWith("stages.GRADUATED.survivalDays: is 31");
        assertThatThrownBy(() -> new StageStep(Stage.SEED, GROWS, null, null, null))
                .hasMessageStartingWith("stages.SEED");
    }
}
