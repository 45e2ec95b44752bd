package io.tributary.domain.merchant;

import io.tributary.domain.Surface;

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
 */
public record Shown(
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

    /** An exposure: viewable and not invalid traffic. */
    public boolean isExposure() {
        return viewable && !invalidTraffic;
    }

    /** Loss of relevance, in score where that is known, else in ranks gained, else none. */
    public double loss() {
        if (!Double.isNaN(relevanceLoss)) {
            return relevanceLoss;
        }
        return baseRank < 0 || finalRank < 0 ? 0 : Math.max(0, baseRank - finalRank);
    }

    /** Whether it gained rank, or nobody can tell. */
    public boolean gainedRank() {
        return baseRank < 0 || finalRank < 0 || finalRank < baseRank;
    }
}
