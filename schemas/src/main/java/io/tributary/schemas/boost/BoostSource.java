package io.tributary.schemas.boost;

import io.tributary.common.v1.Surface;

/** Where a ranker asks for boosts. */
@FunctionalInterface
public interface BoostSource {
    /** No boost for anybody. */
    BoostSource NONE = (merchantId, surface, bucket) -> AppliedBoost.NONE;

    /**
     * The boost of a merchant's items in one request.
     *
     * @param merchantId the seller
     * @param surface where the items are about to be shown
     * @param bucket experiment bucket of the request, 0..999; below 0, where the platform has none, there is no boost
     * @return never null; {@link AppliedBoost#NONE} for no boost
     */
    AppliedBoost boost(String merchantId, Surface surface, int bucket);
}
