package io.tributary.schemas.boost;

import io.tributary.common.v1.Surface;

/**
 * A request as far as boosts depend on it: one for all its candidates.
 *
 * @param surface where items are about to be shown
 * @param bucket experiment bucket, 0..999; below 0, where the platform has none, there is no boost
 * @param personalised false where the buyer turned personalisation off: then only programmes boost that say they do
 */
public record BoostRequest(Surface surface, int bucket, boolean personalised) {
    /** Of a buyer whose results are personalised. */
    public BoostRequest(Surface surface, int bucket) {
        this(surface, bucket, true);
    }
}
