package io.tributary.domain.enrolment;

import io.tributary.domain.Stage;
import io.tributary.domain.eligibility.Clause;
import java.util.List;
import java.util.stream.Stream;

/**
 * A programme's ladder of stages, and when support ends because it does not help. Valid by construction.
 *
 * <pre>
 *              enter                enter                 enter
 *    SEED ──────────────> GROW ──────────────> STEADY ──────────────> GRADUATED: support ends
 *         <──────────────      <──────────────
 *              leave                leave                a ladder may leave out any of these
 *
 *    endsWhen, at any stage: support ends
 * </pre>
 *
 * It is asked as a period begins, and moves a merchant by one step at most. Whoever is to leave its stage does so, whatever else holds;
 * nobody enters a stage that it would have to leave at once.
 *
 * @param steps from the lowest to the highest
 * @param end null where support never ends because of the evidence
 */
public record StageLadder(List<StageStep> steps, EvidenceEnd end) {
    /** Of a programme whose rules say nothing of it: who sells better on its exposure than members do grows. */
    public static final StageLadder USUAL = new StageLadder(
            List.of(new StageStep(Stage.GROW, StageCondition.byChance(0.8), StageCondition.byChance(0.5), null, null)),
            null);

    /**
     * Another stage.
     *
     * @param by what brought the merchant to it; null when the ladder does not have the stage before any more
     */
    public record Move(Stage stage, StageCondition by) {}

    /**
     * Between which chances a merchant stays where it is.
     *
     * @param above it goes up above this; at the top, above this it came; NaN where a clause decides
     * @param below it goes down below this; at the bottom, whoever came up does; NaN where a clause decides, or nothing
     */
    public record Limits(double above, double below) {}

    public StageLadder {
        steps = List.copyOf(steps);
        Stage before = Stage.SEED;
        double chance = 0;
        for (StageStep step : steps) {
            String path = StageStep.path(step.stage());
            StageStep.require(step.stage() != before, path, "given twice", "given once");
            StageStep.require(step.stage().compareTo(before) > 0, path, "after " + before, "before it: lowest first");
            before = step.stage();
            if (step.enter().isByChance()) {
                double above = step.enter().chance();
                StageStep.require(
                        above >= chance,
                        path + ".enter.chanceAbove",
                        above,
                        "at least " + chance + ", that of a stage below");
                StageStep.require(
                        end == null || end.chanceBelow() < above,
                        "endsWhen.chanceBelow",
                        end == null ? null : end.chanceBelow(),
                        "below " + path + ".enter.chanceAbove, " + above);
                chance = above;
            }
        }
    }

    /** The steps' clauses, from the lowest to the highest. */
    public List<Clause> clauses() {
        return steps.stream().flatMap(StageStep::clauses).toList();
    }

    /** The rewards of the steps, as far as they have one. */
    public Stream<StageStep> rewarding() {
        return steps.stream().filter(step -> step.reward() != null);
    }

    /** What follows the last step; null where nobody graduates. */
    public StageStep.Graduation graduation() {
        return steps.isEmpty() ? null : steps.get(steps.size() - 1).graduation();
    }

    /** Whether support can end by it. */
    public boolean canEnd() {
        return end != null || graduation() != null;
    }

    /** Where a merchant comes to from a stage; null when it stays. */
    public Move next(Stage stage, StageView view) {
        int at = at(stage);
        Stage now = stage(at);
        StageStep here = at < 0 ? null : steps.get(at);
        if (here != null && here.leave() != null && view.isBelow(here.leave())) {
            return new Move(stage(at - 1), here.leave());
        }
        StageStep above = at + 1 < steps.size() ? steps.get(at + 1) : null;
        boolean climbs =
                above != null && view.isAbove(above.enter()) && (above.leave() == null || !view.isBelow(above.leave()));
        if (climbs) {
            return new Move(above.stage(), above.enter());
        }
        return now == stage ? null : new Move(now, null);
    }

    /** The step that comes after a stage; null at the top. */
    public StageStep after(Stage stage) {
        int next = at(stage) + 1;
        return next < steps.size() ? steps.get(next) : null;
    }

    public Limits limits(Stage stage) {
        if (steps.isEmpty()) {
            return new Limits(Double.NaN, Double.NaN);
        }
        int at = at(stage);
        StageStep up = steps.get(Math.min(at + 1, steps.size() - 1));
        StageCondition down = steps.get(Math.max(at, 0)).leave();
        return new Limits(up.enter().chance(), down == null ? Double.NaN : down.chance());
    }

    /** The highest step that is not above a stage; -1 for SEED. */
    private int at(Stage stage) {
        int at = -1;
        while (at + 1 < steps.size() && steps.get(at + 1).stage().compareTo(stage) <= 0) {
            at++;
        }
        return at;
    }

    private Stage stage(int at) {
        return at < 0 ? Stage.SEED : steps.get(at).stage();
    }
}
