package io.tributary.schemas.boost;

import io.tributary.common.v1.Surface;
import io.tributary.events.v1.ItemFacts;

/** Where a ranker asks for boosts. */
@FunctionalInterface
public interface BoostSource {
    /** No boost for anybody. */
    BoostSource NONE = (merchantId, surface, bucket) -> AppliedBoost.NONE;

    /**
     * The boost of a merchant's items in one request that is personalised, where nothing is known of the items: programmes that support
     * only some of a merchant's items boost none of these.
     *
     * @param merchantId the seller
     * @param surface where the items are about to be shown
     * @param bucket experiment bucket of the request, 0..999; below 0, where the platform has none, there is no boost
     * @return never null; {@link AppliedBoost#NONE} for no boost
     */
    AppliedBoost boost(String merchantId, Surface surface, int bucket);

    /**
     * The boost of one item in one request.
     *
     * @param merchantId the seller
     * @param item what is known of the item, to be sent with its impression, too; null for nothing
     * @return never null; {@link AppliedBoost#NONE} for no boost
     */
    default AppliedBoost boost(String merchantId, BoostRequest request, ItemFacts item) {
        return boost(merchantId, request.surface(), request.bucket());
    }
}
