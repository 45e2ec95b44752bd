package io.tributary.domain.enrolment;

import io.tributary.domain.Stage;

/**
 * Moves a merchant between the stages when a period begins: who sells better on its exposure than the programme's members do
 * on theirs, with some certainty, grows; who turns out not to goes back. The two limits lie apart, so that it does not flap.
 */
public final class Progression {
    private static final double GROWS = 0.8;
    private static final double FALLS_BACK = 0.5;

    private Progression() {}

    /**
     * The stage from now on.
     *
     * @param rate members' orders per exposure in the last period; 0: not known
     */
    public static Stage next(Stage stage, Potential potential, double rate) {
        if (rate <= 0 || rate >= 1) {
            return stage;
        }
        double chance = potential.chanceAbove(rate);
        return switch (stage) {
            case SEED -> chance > GROWS ? Stage.GROW : Stage.SEED;
            case GROW -> chance < FALLS_BACK ? Stage.SEED : Stage.GROW;
            case STEADY, GRADUATED -> stage;
        };
    }
}
