package io.tributary.domain.merchant;

/**
 * How an impression that does nothing but count was counted, as far as it must be known to count it again, in one integer: it is the same
 * for very many impressions, and none is made an object for it.
 *
 * <pre>
 *  63  62        53 52           32 31            1 0
 * +---+------------+---------------+---------------+---+
 * | 0 | displaced  |  dimensions   |   measures    | b |
 * +---+------------+---------------+---------------+---+
 * </pre>
 *
 * displaced: places that it was moved down by. dimensions: see {@link io.tributary.domain.metric.Dimensions}. measures: a bit of each {@link io.tributary.domain.metric.Measure} that it
 * counts for. b: 1 when it is an exposure of a buyer whose bucket is known, which {@link io.tributary.domain.enrolment.Potential} counts.
 */
public final class CountedImpression {
    private static final int DISPLACED_AT = 53;
    private static final int DIMENSIONS_AT = 32;
    private static final int DIMENSIONS = (1 << DISPLACED_AT - DIMENSIONS_AT) - 1;
    private static final int MOST_DISPLACED = (1 << Long.SIZE - 1 - DISPLACED_AT) - 1;
    private static final int MEASURES_AT = 1;
    private static final long OF_BUCKET = 1;

    private CountedImpression() {}

    /**
     * Packs it.
     *
     * @param displaced places that it was moved down by; without {@link #hasRoom room} for them it cannot be counted again
     * @param isOfBucket whether it is an exposure of a buyer whose bucket is known
     */
    public static long of(int dimensions, int measures, int displaced, boolean isOfBucket) {
        return (long) (displaced & MOST_DISPLACED) << DISPLACED_AT
                | (long) dimensions << DIMENSIONS_AT
                | (long) measures << MEASURES_AT
                | (isOfBucket ? OF_BUCKET : 0);
    }

    /** Whether so many places can be told. */
    static boolean hasRoom(int displaced) {
        return displaced <= MOST_DISPLACED;
    }

    public static int displaced(long counted) {
        return (int) (counted >>> DISPLACED_AT);
    }

    public static int dimensions(long counted) {
        return (int) (counted >>> DIMENSIONS_AT) & DIMENSIONS;
    }

    public static int measures(long counted) {
        return (int) counted >>> MEASURES_AT;
    }

    public static boolean isOfBucket(long counted) {
        return (counted & OF_BUCKET) != 0;
    }
}
