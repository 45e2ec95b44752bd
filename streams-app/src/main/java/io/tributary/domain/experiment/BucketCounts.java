package io.tributary.domain.experiment;

import io.tributary.domain.BucketRange;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a group counted by bucket of requests: four columns of {@value BucketRange#BUCKETS} sums, each there since something was counted in
 * it. Sums of several are the sums of their columns. Each may be negative where more was turned back than counted since.
 */
public final class BucketCounts {
    /** A platform sells in few currencies; what is sold in more than these has no money here. */
    static final int MOST_CURRENCIES = 8;

    private static final long[] NOTHING = new long[BucketRange.BUCKETS];

    private long[] exposures = NOTHING;
    private long[] orders = NOTHING;
    private long[] units = NOTHING;
    private final SortedMap<String, long[]> sales = new TreeMap<>();

    /** Counts exposures of one bucket; less than 0 takes them off. */
    public void exposed(int bucket, long by) {
        if (exposures == NOTHING) {
            exposures = new long[BucketRange.BUCKETS];
        }
        exposures[bucket] += by;
    }

    /** Counts order lines and units of one bucket; less than 0 takes them off. */
    public void ordered(int bucket, long lines, long more) {
        if (orders == NOTHING) {
            orders = new long[BucketRange.BUCKETS];
            units = new long[BucketRange.BUCKETS];
        }
        orders[bucket] += lines;
        units[bucket] += more;
    }

    /**
     * Counts money of one bucket.
     *
     * @param amount minor units; less than 0 takes it off
     * @return whether it was counted: not when there are too many currencies
     */
    public boolean sold(int bucket, String currency, long amount) {
        long[] column = sales.get(currency);
        if (column == null) {
            if (sales.size() == MOST_CURRENCIES) {
                return false;
            }
            column = new long[BucketRange.BUCKETS];
            sales.put(currency, column);
        }
        column[bucket] += amount;
        return true;
    }

    /** Adds what others counted. */
    public void add(BucketCounts others) {
        for (int bucket = 0; bucket < BucketRange.BUCKETS; bucket++) {
            if (others.exposures[bucket] != 0) {
                exposed(bucket, others.exposures[bucket]);
            }
            if (others.orders[bucket] != 0 || others.units[bucket] != 0) {
                ordered(bucket, others.orders[bucket], others.units[bucket]);
            }
        }
        others.sales.forEach((currency, column) -> {
            for (int bucket = 0; bucket < BucketRange.BUCKETS; bucket++) {
                if (column[bucket] != 0) {
                    sold(bucket, currency, column[bucket]);
                }
            }
        });
    }

    public long exposures(int bucket) {
        return exposures[bucket];
    }

    /** Order lines paid, less those turned back. */
    public long orders(int bucket) {
        return orders[bucket];
    }

    /** Units in order lines paid. */
    public long units(int bucket) {
        return units[bucket];
    }

    /** Money paid less what was turned back, minor units; 0 in a currency that is not known. */
    public long sales(int bucket, String currency) {
        return sales.getOrDefault(currency, NOTHING)[bucket];
    }

    /** Those in which something was sold, in the order of their codes. */
    public Iterable<String> currencies() {
        return Collections.unmodifiableSet(sales.keySet());
    }

    /** Whether a bucket has nothing but zeros. */
    public boolean isEmpty(int bucket) {
        if (exposures[bucket] != 0 || orders[bucket] != 0 || units[bucket] != 0) {
            return false;
        }
        for (long[] column : sales.values()) {
            if (column[bucket] != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether all buckets from (inclusive) to (exclusive) are empty. */
    boolean isEmpty(int from, int to) {
        for (int bucket = from; bucket < to; bucket++) {
            if (!isEmpty(bucket)) {
                return false;
            }
        }
        return true;
    }
}
