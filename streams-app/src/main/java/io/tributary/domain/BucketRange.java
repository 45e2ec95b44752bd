package io.tributary.domain;

/** Request buckets {@code from} (inclusive) to {@code to} (exclusive), 0 &lt;= from &lt;= to &lt;= 1000; from = to is empty. */
public record BucketRange(int from, int to) {
    /** Buckets a request can fall into: 0 to 999. */
    public static final int BUCKETS = 1000;

    public BucketRange {
        if (from < 0 || to > BUCKETS || from > to) {
            throw new IllegalArgumentException(
                    "buckets " + from + ".." + to + ": need 0 <= from <= to <= " + BUCKETS + " (to is exclusive)");
        }
    }

    public boolean contains(int bucket) {
        return bucket >= from && bucket < to;
    }
}
