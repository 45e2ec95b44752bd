package io.tributary.domain.experiment;

import io.tributary.domain.BucketRange;

/** Exposures of all merchants of a task by request bucket: one addition an event, whatever the number of programmes. */
public final class BucketTotals {
    private final long[] exposures = new long[BucketRange.BUCKETS];
    private long all;

    public void add(int bucket) {
        if (bucket >= 0) {
            exposures[bucket]++;
            all++;
        }
    }

    /** Takes back an exposure that was added. */
    public void remove(int bucket) {
        if (bucket >= 0) {
            exposures[bucket]--;
            all--;
        }
    }

    /** Exposures whose bucket is known. */
    public long all() {
        return all;
    }

    public long in(BucketRange range) {
        long sum = 0;
        for (int bucket = range.from(); bucket < range.to(); bucket++) {
            sum += exposures[bucket];
        }
        return sum;
    }

    /** Exposures by bucket. */
    public long[] byBucket() {
        return exposures.clone();
    }

    /** Takes back what {@link #byBucket} gave. */
    public static BucketTotals of(long[] byBucket) {
        BucketTotals totals = new BucketTotals();
        for (int bucket = 0; bucket < byBucket.length; bucket++) {
            totals.exposures[bucket] = byBucket[bucket];
            totals.all += byBucket[bucket];
        }
        return totals;
    }
}
