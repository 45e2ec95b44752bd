package io.tributary.domain.allocation;

/**
 * Parameters of {@link Pacer}; one set serves every merchant, whatever its grant.
 *
 * @param maxLevel highest boost level, in the ranker's score; above 0
 * @param unit the difference of score that changes the chance to be shown by about a factor e; above 0
 * @param gain units of level per exposure off plan, for the smallest grants; above 0
 * @param softening the gain falls as 1 / (1 + softening · grant), per exposure: a large merchant is corrected as calmly,
 *     relative to its grant, as a small one; not negative
 * @param integral how fast the level that needs no correction is learnt, 0..0.25; beyond a quarter the loop rings
 * @param commonGain units of level that all merchants rise by for each part of the grants that all are behind together
 * @param ahead exposures that the plan runs ahead of the grant at the end, so that the last one is not due in the last
 *     second; not negative
 * @param slack exposures ahead of plan at which a merchant is suspended whatever its grant; above 0
 * @param burst the same as a part of the grant, 0..1
 */
public record PacerSettings(
        double maxLevel,
        double unit,
        double gain,
        double softening,
        double integral,
        double commonGain,
        double ahead,
        double slack,
        double burst) {

    public PacerSettings {
        positive("maxLevel", maxLevel);
        positive("unit", unit);
        positive("gain", gain);
        between("softening", softening, Double.MAX_VALUE);
        between("integral", integral, 0.25);
        between("commonGain", commonGain, Double.MAX_VALUE);
        between("ahead", ahead, Double.MAX_VALUE);
        positive("slack", slack);
        between("burst", burst, 1);
    }

    /** The defaults for a ranker whose scores differ by this much among the candidates of a request. */
    public static PacerSettings standard(double maxLevel, double unit) {
        return new PacerSettings(maxLevel, unit, 5.5, 0.13, 0.09, 60, 1, 1, 0.01);
    }

    /** The same with another burst. */
    PacerSettings withBurst(double other) {
        return new PacerSettings(maxLevel, unit, gain, softening, integral, commonGain, ahead, slack, other);
    }

    /** Units of level per exposure off plan. */
    double gainFor(double grant) {
        return gain / (1 + softening * grant);
    }

    private static void positive(String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("pacer " + name + " " + value + ": need a number above 0");
        }
    }

    private static void between(String name, double value, double most) {
        if (!(value >= 0 && value <= most)) {
            throw new IllegalArgumentException("pacer " + name + " " + value + ": need 0.." + most);
        }
    }
}
