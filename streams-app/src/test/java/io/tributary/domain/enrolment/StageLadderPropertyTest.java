package io.tributary.domain.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.Stage;
import io.tributary.domain.eligibility.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class StageLadderPropertyTest {
    /** A ladder by chances, with room between entering and leaving of each step. */
    private static StageLadder ladder(SplittableRandom random) {
        List<StageStep> steps = new ArrayList<>();
        double enter = 0.1;
        for (Stage stage : List.of(Stage.GROW, Stage.STEADY)) {
            if (random.nextInt(3) > 0) {
                enter = random.nextDouble(enter, 0.99);
                steps.add(new StageStep(
                        stage,
                        StageCondition.byChance(enter),
                        random.nextInt(4) == 0 ? null : StageCondition.byChance(random.nextDouble(0.01, enter)),
                        null,
                        null));
            }
        }
        return new StageLadder(steps, null);
    }

    private static Stage next(StageLadder ladder, Stage stage, double chance) {
        StageView view = new StageView(new StageEvidence(100, 2, 0.02, chance), id -> Verdict.FAILS);
        StageLadder.Move move = ladder.next(stage, view);
        return move == null ? stage : move.stage();
    }

    /** A limit is crossed twice for a merchant to leave a stage and come to it again. */
    @Property(tries = 300)
    void shouldStayWhileTheEvidenceIsBetweenTheLimits(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StageLadder ladder = ladder(random);
        Stage stage = Stage.SEED;
        for (int period = 0; period < 60; period++) {
            double chance = random.nextDouble();
            Stage after = next(ladder, stage, chance);
            StageStep here = step(ladder, stage);
            StageStep up = ladder.after(stage);
            boolean isBetween = (here == null
                            || here.leave() == null
                            || chance >= here.leave().chance())
                    && (up == null || chance <= up.enter().chance());
            assertThat(after == stage).as("%s at %s", stage, chance).isEqualTo(isBetween);
            stage = after;
        }
    }

    /** The same evidence period after period comes to one stage, from wherever one begins going up or down, and stays there. */
    @Property(tries = 300)
    void shouldComeToRestWithinAsManyPeriodsAsThereAreStages(@ForAll long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StageLadder ladder = ladder(random);
        double chance = random.nextDouble();
        Stage stage = Stage.values()[random.nextInt(3)];
        for (int period = 0; period < Stage.values().length; period++) {
            Stage after = next(ladder, stage, chance);
            assertThat(Math.abs(index(ladder, after) - index(ladder, stage)))
                    .as("one step")
                    .isLessThanOrEqualTo(1);
            stage = after;
        }
        assertThat(next(ladder, stage, chance)).isEqualTo(stage);
    }

    private static int index(StageLadder ladder, Stage stage) {
        int index = -1;
        for (StageStep each : ladder.steps()) {
            index += each.stage().compareTo(stage) <= 0 ? 1 : 0;
        }
        return index;
    }

    private static StageStep step(StageLadder ladder, Stage stage) {
        return ladder.steps().stream()
                .filter(each -> each.stage() == stage)
                .findFirst()
                .orElse(null);
    }
}
