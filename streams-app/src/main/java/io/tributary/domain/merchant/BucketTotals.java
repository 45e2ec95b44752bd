package io.tributary.domain.merchant;

import io.tributary.domain.BucketRange;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;

/** Exposures of all merchants of a task by request bucket: one addition an event, whatever the number of programmes. */
public final class BucketTotals {
    private final long[] exposures = new long[BucketRange.BUCKETS];
    private long all;

    void add(int bucket) {
        if (bucket >= 0) {
            exposures[bucket]++;
            all++;
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

    void write(StateWriter writer) {
        for (long count : exposures) {
            writer.writeLong(count);
        }
    }

    static BucketTotals read(StateReader reader) {
        BucketTotals totals = new BucketTotals();
        for (int bucket = 0; bucket < BucketRange.BUCKETS; bucket++) {
            totals.exposures[bucket] = reader.readLong();
            totals.all += totals.exposures[bucket];
        }
        return totals;
    }
}
