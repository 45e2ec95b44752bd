package io.tributary.domain.experiment;

import io.tributary.domain.BucketRange;
import java.util.BitSet;
import java.util.Collection;

/**
 * Which buckets are compared: those that every programme holds out with those that none does. Of one programme these are all; where several
 * hold out different ones, buckets of some holdouts are on neither side.
 */
public final class Arms {
    private final BitSet treatment = new BitSet();
    private final BitSet holdout = new BitSet();

    /** The arms of these programmes' holdouts, one each. */
    public static Arms of(Collection<BucketRange> holdouts) {
        Arms arms = new Arms();
        for (int bucket = 0; bucket < BucketRange.BUCKETS; bucket++) {
            int number = bucket;
            if (!holdouts.isEmpty() && holdouts.stream().allMatch(each -> each.contains(number))) {
                arms.holdout.set(bucket);
            } else if (holdouts.stream().noneMatch(each -> each.contains(number))) {
                arms.treatment.set(bucket);
            }
        }
        return arms;
    }

    public boolean isTreatment(int bucket) {
        return treatment.get(bucket);
    }

    public boolean isHoldout(int bucket) {
        return holdout.get(bucket);
    }

    /** How many. */
    public int treatmentBuckets() {
        return treatment.cardinality();
    }

    /** How many. */
    public int holdoutBuckets() {
        return holdout.cardinality();
    }

    /** The holdout as a range, or null when it is empty: a common part of ranges is one. */
    public BucketRange holdout() {
        return holdout.isEmpty() ? null : new BucketRange(holdout.nextSetBit(0), holdout.length());
    }

    /** The treatment's part of the buckets that are compared, 0 to 1. */
    double treatmentShare() {
        return (double) treatmentBuckets() / Math.max(1, treatmentBuckets() + holdoutBuckets());
    }
}
