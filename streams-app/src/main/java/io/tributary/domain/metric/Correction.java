package io.tributary.domain.metric;

/**
 * What a cell is to count less and more because something that it counted turned out to be something else.
 *
 * @param less measures that shrink by one, a bit of each {@link Measure}
 * @param more measures that grow by one
 * @param chargedTo the programme that {@link Measure#CHARGED} is taken off from; null when it is not among those that shrink
 * @param displaced places that {@link Measure#DISPLACED} shrinks by
 */
public record Correction(int less, int more, String chargedTo, int displaced) {
    private static final int JUDGED = Measure.INVALID.bit() | Measure.INVALIDATED.bit();

    /**
     * Of an impression that turned out to be invalid traffic, and was not charged.
     *
     * @param viewable whether it was an exposure
     * @param outOfScope whether it was counted as one that is out of its boost's scope
     * @param displaced places that it was moved down by
     */
    public static Correction invalid(boolean viewable, boolean outOfScope, int displaced) {
        int less = Measure.EXPOSURES.bitIf(viewable) | Measure.OUT_OF_SCOPE.bitIf(outOfScope);
        return new Correction(less, JUDGED, null, displaced);
    }

    /** Of an exposure that turned out to be invalid traffic, and was charged to a programme: it was not moved down. */
    public static Correction invalidCharge(String programmeId) {
        return new Correction(Measure.EXPOSURES.bit() | Measure.CHARGED.bit(), JUDGED, programmeId, 0);
    }

    /** The same, and these measures shrink by one, too. */
    public Correction andLess(int measures) {
        return new Correction(less | measures, more, chargedTo, displaced);
    }

    /** All measures that it changes. */
    int measures() {
        return less | more | Measure.DISPLACED.bitIf(displaced > 0);
    }

    /** Whether a cell has counted what is to be taken off: of each measure one, the places, and an impression that is not invalid yet. */
    boolean fits(Counts counts) {
        for (int left = less; left != 0; left &= left - 1) {
            if (counts.count(Integer.lowestOneBit(left)) < 1) {
                return false;
            }
        }
        return counts.count(Measure.DISPLACED.bit()) >= displaced
                && counts.count(Measure.IMPRESSIONS.bit()) > counts.count(Measure.INVALID.bit());
    }

    /** What has been counted of a measure, by its bit. */
    @FunctionalInterface
    interface Counts {
        long count(int measure);
    }
}
