package io.tributary.domain.metric;

/**
 * What a cell is to count less and more because something that it counted turned out to be something else.
 *
 * @param less measures that shrink by one, a bit of each {@link Measure}
 * @param more measures that grow by one
 * @param chargedTo the programme that {@link Measure#CHARGED} is taken off from; null when it is not among those that shrink
 */
public record Correction(int less, int more, String chargedTo) {
    private static final int JUDGED = Measure.INVALID.bit() | Measure.INVALIDATED.bit();

    /**
     * Of an impression that turned out to be invalid traffic, and was not charged.
     *
     * @param viewable whether it was an exposure
     * @param outOfScope whether it was counted as one that is out of its boost's scope
     */
    public static Correction invalid(boolean viewable, boolean outOfScope) {
        return new Correction(Measure.EXPOSURES.bitIf(viewable) | Measure.OUT_OF_SCOPE.bitIf(outOfScope), JUDGED, null);
    }

    /** Of an exposure that turned out to be invalid traffic, and was charged to a programme. */
    public static Correction invalidCharge(String programmeId) {
        return new Correction(Measure.EXPOSURES.bit() | Measure.CHARGED.bit(), JUDGED, programmeId);
    }

    /** All measures that it changes. */
    int measures() {
        return less | more;
    }

    /** Whether a cell has counted what is to be taken off: of each measure one, and an impression that is not invalid yet. */
    boolean fits(Counts counts) {
        for (int left = less; left != 0; left &= left - 1) {
            if (counts.count(Integer.lowestOneBit(left)) < 1) {
                return false;
            }
        }
        return counts.count(Measure.IMPRESSIONS.bit()) > counts.count(Measure.INVALID.bit());
    }

    /** What has been counted of a measure, by its bit. */
    @FunctionalInterface
    interface Counts {
        long count(int measure);
    }
}
