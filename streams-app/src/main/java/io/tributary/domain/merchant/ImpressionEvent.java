package io.tributary.domain.merchant;

import io.tributary.domain.ItemFacts;
import io.tributary.domain.Surface;
import io.tributary.domain.metric.Measure;
import io.tributary.domain.rules.RelevanceUnit;

/**
 * An impression as the ledger sees it.
 *
 * @param idFirst both halves of the id's hash
 * @param baseRank rank before any boost, -1 when unknown
 * @param finalRank rank after it, -1 when unknown
 * @param directiveId the boost that was applied, or null
 * @param relevanceLoss what showing it cost, in the ranker's score; NaN when unknown
 * @param bucket 0 to 999, -1 when unknown
 * @param time event time, epoch milliseconds
 * @param item what is known of the item; null for nothing, and where no boost was applied
 * @param personalised false where the buyer turned personalisation off
 */
public record ImpressionEvent(
        long idFirst,
        long idSecond,
        Surface surface,
        int baseRank,
        int finalRank,
        boolean viewable,
        boolean invalidTraffic,
        String directiveId,
        double relevanceLoss,
        int bucket,
        long time,
        ItemFacts item,
        boolean personalised) {

    /** Of an item of which nothing is known, in a personalised request. */
    public ImpressionEvent(
            long idFirst,
            long idSecond,
            Surface surface,
            int baseRank,
            int finalRank,
            boolean viewable,
            boolean invalidTraffic,
            String directiveId,
            double relevanceLoss,
            int bucket,
            long time) {
        this(
                idFirst,
                idSecond,
                surface,
                baseRank,
                finalRank,
                viewable,
                invalidTraffic,
                directiveId,
                relevanceLoss,
                bucket,
                time,
                null,
                true);
    }

    /** An exposure: viewable and not invalid traffic. */
    public boolean isExposure() {
        return viewable && !invalidTraffic;
    }

    /**
     * What it counts for wherever it is counted, charges apart: a bit of each {@link Measure}.
     *
     * @param late whether it came after the grace of its minute
     */
    int measures(boolean late) {
        return Measure.IMPRESSIONS.bit()
                | Measure.EXPOSURES.bitIf(isExposure())
                | Measure.INVALID.bitIf(invalidTraffic)
                | apart()
                | Measure.LATE.bitIf(late);
    }

    /** The bit of {@link Measure#WITHOUT_PERSONALISATION} where it counts for that; else 0. */
    int apart() {
        return Measure.WITHOUT_PERSONALISATION.bitIf(!personalised && isExposure());
    }

    /** Places that it was moved down by: what boosts of others cost it. 0 when it was not, nobody can tell, or it is invalid traffic. */
    int displaced() {
        return baseRank < 0 || invalidTraffic ? 0 : Math.max(0, finalRank - baseRank);
    }

    /** Loss of relevance in this unit, not negative; NaN when it is not known in it: scores and ranks are not to be added up. */
    public double loss(RelevanceUnit unit) {
        if (unit == RelevanceUnit.SCORE) {
            return Math.max(0, relevanceLoss);
        }
        return baseRank < 0 || finalRank < 0 ? Double.NaN : Math.max(0, baseRank - finalRank);
    }

    /** Whether it gained rank, or nobody can tell. */
    public boolean gainedRank() {
        return baseRank < 0 || finalRank < 0 || finalRank < baseRank;
    }
}
