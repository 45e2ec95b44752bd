package io.tributary.domain.experiment;

import io.tributary.domain.BucketRange;

/** Pages served by bucket of requests. */
public final class PageTotals {
    private final long[] pages = new long[BucketRange.BUCKETS];

    /** Counts pages of one bucket. */
    public void add(int bucket, long more) {
        pages[bucket] += more;
    }

    /** Adds what others counted. */
    public void add(PageTotals others) {
        for (int bucket = 0; bucket < BucketRange.BUCKETS; bucket++) {
            pages[bucket] += others.pages[bucket];
        }
    }

    public long pages(int bucket) {
        return pages[bucket];
    }
}
