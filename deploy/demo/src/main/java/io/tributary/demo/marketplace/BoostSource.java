package io.tributary.demo.marketplace;

import io.tributary.common.v1.Surface;
import io.tributary.schemas.boost.AppliedBoost;

/** Where the ranker asks for boosts: {@code BoostTable::boost}, or {@link #NONE}. */
@FunctionalInterface
public interface BoostSource {
    BoostSource NONE = (merchantId, surface, bucket) -> AppliedBoost.NONE;

    /** Never null. */
    AppliedBoost boost(String merchantId, Surface surface, int bucket);
}
