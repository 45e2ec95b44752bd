package io.tributary.domain.metric;

/** Counts and money for each exposure; null where there is none, since nothing divided by nothing is not 0. See METRICS.md in schemas. */
public final class Rates {
    private static final double THOUSAND = 1_000;

    private Rates() {}

    /** So many for each exposure. */
    public static Double perExposure(long count, long exposures) {
        return exposures == 0 ? null : (double) count / exposures;
    }

    /**
     * So much for a thousand exposures.
     *
     * @param amount minor units
     */
    public static Double perThousand(long amount, long exposures) {
        return exposures == 0 ? null : THOUSAND * amount / exposures;
    }
}
