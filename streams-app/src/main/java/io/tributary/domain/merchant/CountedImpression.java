package io.tributary.domain.merchant;

/**
 * How an impression that does nothing but count was counted, as far as it must be known to count it again, in one integer: it is the same
 * for very many impressions, and none is made an object for it.
 *
 * <pre>
 *  63           32 31            1 0
 * +---------------+---------------+---+
 * |  dimensions   |   measures    | b |
 * +---------------+---------------+---+
 * </pre>
 *
 * dimensions: see {@link io.tributary.domain.metric.Dimensions}. measures: a bit of each {@link io.tributary.domain.metric.Measure} that it
 * counts for. b: 1 when it is an exposure of a buyer whose bucket is known, which {@link io.tributary.domain.enrolment.Potential} counts.
 */
public final class CountedImpression {
    private static final int DIMENSIONS_AT = 32;
    private static final int MEASURES_AT = 1;
    private static final long OF_BUCKET = 1;

    private CountedImpression() {}

    /**
     * Packs it.
     *
     * @param isOfBucket whether it is an exposure of a buyer whose bucket is known
     */
    public static long of(int dimensions, int measures, boolean isOfBucket) {
        return (long) dimensions << DIMENSIONS_AT | (long) measures << MEASURES_AT | (isOfBucket ? OF_BUCKET : 0);
    }

    public static int dimensions(long counted) {
        return (int) (counted >>> DIMENSIONS_AT);
    }

    public static int measures(long counted) {
        return (int) counted >>> MEASURES_AT;
    }

    public static boolean isOfBucket(long counted) {
        return (counted & OF_BUCKET) != 0;
    }
}
