package io.tributary.schemas.boost;

/**
 * What one recommender host knows before the service does: what it has itself shown since the service last counted. Between two
 * directives it lowers the need of a merchant that it has just served, so that a directive that is old, or was written from
 * feedback that came late, does not serve the same merchants again and again.
 *
 * <p>Needs fall with progress by a known elasticity: need = need₀ · ((1 + s/S) / (1 + m/M))^−e, where s is what was shown here
 * of S counted exposures of the merchant, and m/M the same for all merchants together, since a need is relative.
 */
public final class LocalFeedback {
    /** A linearised need is not trusted further than this, as a logarithm. */
    private static final double MOST_RISE = 1;

    private static final double MOST_FALL = 2;
    /** Decisions over which a deviation from the loss aimed at is made up for, at least. */
    private static final double LEAST_HORIZON = 10;
    /** Boosts are trimmed by no more than this, as a logarithm. */
    private static final double MOST_TRIM = 0.7;

    private LocalFeedback() {}

    /**
     * Factor on a need.
     *
     * @param elasticity −d ln need / d ln progress, not negative
     * @param shown what was shown here since, as a part of what the service had counted of the merchant
     * @param meanShown the same over all merchants
     */
    public static double discount(double elasticity, double shown, double meanShown) {
        double fall = elasticity * Math.log((1 + shown) / (1 + meanShown));
        return Math.exp(-Math.max(-MOST_RISE, Math.min(MOST_FALL, fall)));
    }

    /**
     * Factor on the strength, so that relevance is lost at the rate aimed at although the strength is old.
     *
     * @param rate mean loss per decision aimed at; not above 0: nothing may be lost
     * @param decisions taken since the strength was set
     * @param lost by them
     * @param ahead decisions until the end of the period
     */
    public static double trim(double rate, double decisions, double lost, double ahead) {
        if (rate <= 0) {
            return 1;
        }
        double off = (rate * decisions - lost) / (rate * (ahead + LEAST_HORIZON));
        return Math.exp(Math.max(-MOST_TRIM, Math.min(MOST_TRIM, off)));
    }
}
