package io.tributary.topology.rules;

import io.tributary.domain.Stage;
import io.tributary.domain.eligibility.Clause;
import io.tributary.domain.eligibility.UnknownPolicy;
import io.tributary.domain.enrolment.EvidenceEnd;
import io.tributary.domain.enrolment.StageCondition;
import io.tributary.domain.enrolment.StageLadder;
import io.tributary.domain.enrolment.StageStep;
import io.tributary.domain.enrolment.StageStep.Graduation;
import io.tributary.programmes.v1.Programme;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** A programme's ladder of stages, from records to the domain. */
public final class StageRules {
    private StageRules() {}

    /**
     * The ladder that a programme's record says, or the usual one.
     *
     * @throws IllegalArgumentException naming the stage and field, and what it must be
     */
    public static StageLadder ladder(Programme programme) {
        List<StageStep> steps = new ArrayList<>();
        programme.getStages().forEach(step -> steps.add(step(step)));
        List<StageStep> ladder = steps.isEmpty() ? StageLadder.USUAL.steps() : steps;
        EvidenceEnd end = end(programme.getEndsWhen());
        return steps.isEmpty() && end == null ? StageLadder.USUAL : new StageLadder(ladder, end);
    }

    /** The benefits that stages are rewarded with. */
    static Map<Stage, String> promotions(List<io.tributary.programmes.v1.StageStep> steps) {
        Map<Stage, String> promotions = new EnumMap<>(Stage.class);
        for (io.tributary.programmes.v1.StageStep step : steps) {
            if (step.getReward() != null) {
                promotions.put(stage(step), step.getReward());
            }
        }
        return promotions;
    }

    private static EvidenceEnd end(io.tributary.programmes.v1.EvidenceEnd given) {
        return given == null
                ? null
                : new EvidenceEnd(given.getAfterExposures(), given.getChanceBelow(), given.getReturnAfterDays());
    }

    private static StageStep step(io.tributary.programmes.v1.StageStep given) {
        Stage stage = stage(given);
        String path = StageStep.path(stage);
        boolean isLast = stage == Stage.GRADUATED;
        require(
                isLast || given.getReturnAfterDays() == Graduation.FOR_GOOD.returnAfterDays(),
                path + ".returnAfterDays",
                "left out: it is said of GRADUATED");
        require(isLast || given.getSurvivalDays() == 0, path + ".survivalDays", "left out: it is said of GRADUATED");
        return new StageStep(
                stage,
                enter(path + ".enter", given.getEnter()),
                given.getLeave() == null ? null : leave(path + ".leave", given.getLeave()),
                given.getReward(),
                isLast ? new Graduation(given.getReturnAfterDays(), given.getSurvivalDays()) : null);
    }

    private static Stage stage(io.tributary.programmes.v1.StageStep given) {
        return Stage.valueOf(given.getStage().name());
    }

    private static StageCondition enter(String path, io.tributary.programmes.v1.StageCondition given) {
        require(given.getChanceBelow() == null, path + ".chanceBelow", "left out: a stage is entered by chanceAbove");
        return condition(path, "chanceAbove", given.getChanceAbove(), given.getClause());
    }

    private static StageCondition leave(String path, io.tributary.programmes.v1.StageCondition given) {
        require(given.getChanceAbove() == null, path + ".chanceAbove", "left out: a stage is left by chanceBelow");
        return condition(path, "chanceBelow", given.getChanceBelow(), given.getClause());
    }

    private static StageCondition condition(
            String path, String name, Double chance, io.tributary.programmes.v1.Clause clause) {
        require((chance == null) != (clause == null), path, "one of " + name + " and clause");
        return clause == null ? StageCondition.byChance(chance) : StageCondition.by(clause(path + ".clause", clause));
    }

    private static Clause clause(String path, io.tributary.programmes.v1.Clause given) {
        return new Clause(
                path,
                given.getId(),
                given.getExpression(),
                RuleRecords.text(path + ".reason", given.getReason()),
                new Clause.Evidence(UnknownPolicy.valueOf(given.getUnknown().name()), given.getMinimumSample()));
    }

    private static void require(boolean holds, String path, String need) {
        if (!holds) {
            throw new IllegalArgumentException(path + ": must be " + need);
        }
    }
}
