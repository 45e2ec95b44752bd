package io.tributary.domain.enrolment;

import io.tributary.domain.Stage;
import io.tributary.domain.eligibility.Clause;
import java.util.stream.Stream;

/**
 * A step of a ladder: a stage with what brings a merchant to it from the step below, and back. Between the two lies the room in which a
 * merchant stays where it is, so that it does not go to and fro. Valid by construction.
 *
 * @param stage not SEED, where all begin
 * @param leave null when nothing brings it back
 * @param reward benefit that is given when a merchant comes to the stage for the first time; null for none
 * @param graduation of GRADUATED, else null
 */
public record StageStep(Stage stage, StageCondition enter, StageCondition leave, String reward, Graduation graduation) {
    /**
     * What comes after support.
     *
     * @param returnAfterDays days of 24 hours after which a merchant may come in again; {@link HardExit#FOR_GOOD}: never
     * @param survivalDays days of 24 hours after which is told whether it still sells; 0: that is not told
     */
    public record Graduation(int returnAfterDays, int survivalDays) {
        /** For good, and nothing is told afterwards. */
        public static final Graduation FOR_GOOD = new Graduation(HardExit.FOR_GOOD, 0);
    }

    public StageStep {
        String path = path(stage);
        require(stage != Stage.SEED, path, "SEED", "GROW, STEADY or GRADUATED: all begin in SEED");
        boolean isLast = stage == Stage.GRADUATED;
        require(isLast == (graduation != null), path, "graduation", "that of GRADUATED");
        require(!isLast || leave == null, path + ".leave", "given", "left out: who has graduated takes no part");
        require(!isLast || reward == null, path + ".reward", reward, "left out: who has graduated takes no part");
        if (isLast) {
            int returns = graduation.returnAfterDays;
            require(
                    returns == HardExit.FOR_GOOD || graduation.survivalDays <= returns,
                    path + ".survivalDays",
                    graduation.survivalDays,
                    "at most returnAfterDays: who takes part again does not sell by itself");
        }
        require(
                leave == null || !leave.isByChance() || !enter.isByChance() || leave.chance() < enter.chance(),
                path + ".leave.chanceBelow",
                leave == null ? null : leave.chance(),
                "below enter.chanceAbove, or merchants go to and fro");
    }

    /** Where it stands, for messages. */
    public static String path(Stage stage) {
        return "stages." + stage;
    }

    /** Its clauses, none to two. */
    Stream<Clause> clauses() {
        return Stream.of(enter, leave)
                .filter(each -> each != null && !each.isByChance())
                .map(StageCondition::clause);
    }

    static void require(boolean holds, String path, Object value, String need) {
        if (!holds) {
            throw new IllegalArgumentException(path + ": is " + value + ", must be " + need);
        }
    }
}
