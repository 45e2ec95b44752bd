package io.tributary.domain.enrolment;

import io.tributary.domain.Stage;

/**
 * Moves a merchant between the stages when a period begins: who sells better on its exposure than the programme's members do
 * on theirs, with some certainty, grows; who turns out not to goes back. The two limits lie apart, so that it does not flap.
 */
public final class Progression {
    private Progression() {}

    /**
     * The stage from now on.
     *
     * @param rate members' orders per exposure in the last period; 0: not known
     */
    public static Stage next(Stage stage, Potential potential, double rate) {
        if (!isKnown(rate)) {
            return stage;
        }
        double chance = potential.chanceAbove(rate);
        return switch (stage) {
            case SEED -> chance > StageEvidence.GROWS ? Stage.GROW : Stage.SEED;
            case GROW -> chance < StageEvidence.FALLS_BACK ? Stage.SEED : Stage.GROW;
            case STEADY, GRADUATED -> stage;
        };
    }

    /**
     * What the stage goes by; null while nothing is known of the members.
     *
     * @param rate as for {@link #next}
     */
    public static StageEvidence evidence(Potential potential, double rate) {
        return isKnown(rate) ? potential.evidence(rate) : null;
    }

    private static boolean isKnown(double rate) {
        return rate > 0 && rate < 1;
    }
}
