package io.tributary.domain.experiment;

import io.tributary.domain.BucketRange;
import io.tributary.domain.Stage;
import io.tributary.domain.metric.Membership;

/**
 * A group of merchants whose counts by bucket are summed.
 *
 * @param programmeId empty where the scope is no programme
 * @param version of its rules; 0 where the scope is no programme
 * @param stage SEED where the scope is no programme
 * @param holdout buckets that the version never boosts; {@link #NO_BUCKETS} where the scope is no programme
 */
public record BucketGroup(BucketScope scope, String programmeId, int version, Stage stage, BucketRange holdout) {
    private static final BucketRange NO_BUCKETS = new BucketRange(0, 0);

    /** Merchants in any programme. */
    public static final BucketGroup MEMBERS = new BucketGroup(BucketScope.MEMBERS, "", 0, Stage.SEED, NO_BUCKETS);

    /** All merchants. */
    public static final BucketGroup MERCHANTS = new BucketGroup(BucketScope.MERCHANTS, "", 0, Stage.SEED, NO_BUCKETS);

    /** Merchants in a programme under these terms. */
    static BucketGroup of(Membership.Terms terms) {
        return new BucketGroup(
                BucketScope.PROGRAMME, terms.programmeId(), terms.version(), terms.stage(), terms.holdout());
    }
}
