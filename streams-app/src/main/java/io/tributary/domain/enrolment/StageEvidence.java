package io.tributary.domain.enrolment;

/**
 * What a merchant's stage goes by.
 *
 * @param exposures its last ones that are remembered
 * @param orders lines on these, less what was turned back
 * @param memberRate members' orders per exposure in the last period
 * @param chance that its rate of orders is above theirs, 0 to 1
 */
public record StageEvidence(double exposures, double orders, double memberRate, double chance) {
    /** Who has a higher chance grows. */
    public static final double GROWS = 0.8;
    /** Who has grown and has a lower chance falls back. */
    public static final double FALLS_BACK = 0.5;
}
