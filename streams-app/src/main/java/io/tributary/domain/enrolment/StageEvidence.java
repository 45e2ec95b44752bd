package io.tributary.domain.enrolment;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * What a merchant's stage goes by.
 *
 * @param exposures its last ones that are remembered
 * @param orders lines on these, less what was turned back
 * @param memberRate members' orders per exposure in the last period, above 0 and below 1
 * @param chance that its rate of orders is above theirs, 0 to 1
 */
public record StageEvidence(double exposures, double orders, double memberRate, double chance) {
    /** Exposures that the prior is worth. */
    private static final double PRIOR = 100;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /**
     * Chance that a rate of orders is above another, 0..1: of a Beta posterior with a prior at the other rate, by the normal
     * approximation, which is enough where only chances around 0.5 and 0.8 decide.
     */
    static double chance(double exposures, double orders, double rate) {
        double seen = exposures + PRIOR;
        double mean = (orders + PRIOR * rate) / seen;
        double deviation = Math.sqrt(Math.max(mean * (1 - mean), rate / seen) / (seen + 1));
        return NORMAL.cumulativeProbability((mean - rate) / deviation);
    }

    /** Orders more on the same exposures with which the chance would be above a limit; 0 when it has enough. */
    public long ordersMissing(double limit) {
        long more = 0;
        while (orders + more < exposures && chance(exposures, orders + more, memberRate) <= limit) {
            more++;
        }
        return more;
    }
}
