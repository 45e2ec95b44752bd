package io.tributary.domain.merchant;

import io.tributary.domain.Surface;

/**
 * An impression as the ledger sees it.
 *
 * @param idFirst both halves of the id's hash
 * @param baseRank rank before any boost, -1 when unknown
 * @param finalRank rank after it, -1 when unknown
 * @param directiveId the boost that was applied, or null
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
        int bucket,
        long time) {

    /** An exposure: viewable and not invalid traffic. */
    public boolean isExposure() {
        return viewable && !invalidTraffic;
    }

    /** Whether it gained rank, or nobody can tell. */
    public boolean gainedRank() {
        return baseRank < 0 || finalRank < 0 || finalRank < baseRank;
    }
}
