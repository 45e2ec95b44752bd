package io.tributary.demo.marketplace;

import io.tributary.common.v1.Surface;
import java.util.List;

/**
 * What one request showed.
 *
 * @param requestId the request
 * @param time epoch milliseconds UTC
 * @param surface where
 * @param bucket experiment bucket
 * @param invalid whether a robot asked
 * @param slots the items in the order shown
 * @param unboostedScore sum of scores of the page that would have been shown without boosts
 */
record Page(
        String requestId,
        long time,
        Surface surface,
        int bucket,
        boolean invalid,
        List<Slot> slots,
        double unboostedScore) {

    /**
     * One place on the page: item, its score before any boost, its ranks, the boost it carries (null: none), and what relevance
     * showing it cost (null without a boost).
     */
    record Slot(int item, double score, int baseRank, int finalRank, String directiveId, Double relevanceLoss) {}
}
