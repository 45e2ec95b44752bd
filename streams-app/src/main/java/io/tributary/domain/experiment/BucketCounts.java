package io.tributary.domain.experiment;

import io.tributary.domain.BucketRange;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
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

    /**
     * Which buckets have anything but zeros.
     *
     * @param from the first that is looked at, whose bit is the lowest
     * @param to the one after the last, at most 64 after the first
     */
    long filled(int from, int to) {
        long filled = filled(exposures, from, to) | filled(orders, from, to) | filled(units, from, to);
        for (long[] column : sales.values()) {
            filled |= filled(column, from, to);
        }
        return filled;
    }

    private static long filled(long[] column, int from, int to) {
        long filled = 0;
        if (column != NOTHING) {
            for (int bucket = from; bucket < to; bucket++) {
                filled |= column[bucket] == 0 ? 0 : 1L << (bucket - from);
            }
        }
        return filled;
    }

    /** Writes the columns of the buckets that {@link #filled} says. */
    void write(int from, long filled, StateWriter writer) {
        write(exposures, from, filled, writer);
        write(orders, from, filled, writer);
        write(units, from, filled, writer);
        writer.writeInt(sales.size());
        sales.forEach((currency, column) -> {
            writer.writeString(currency);
            write(column, from, filled, writer);
        });
    }

    private static void write(long[] column, int from, long filled, StateWriter writer) {
        for (long left = filled; left != 0; left &= left - 1) {
            writer.writeLong(column[from + Long.numberOfTrailingZeros(left)]);
        }
    }

    /** Adds what {@link #write} has written. */
    void read(int from, long filled, StateReader reader) {
        read(from, filled, reader, (bucket, count) -> exposed(bucket, count));
        read(from, filled, reader, (bucket, count) -> ordered(bucket, count, 0));
        read(from, filled, reader, (bucket, count) -> ordered(bucket, 0, count));
        for (int currencies = reader.readInt(); currencies > 0; currencies--) {
            String currency = reader.readString();
            read(from, filled, reader, (bucket, amount) -> sold(bucket, currency, amount));
        }
    }

    private interface Adder {
        void add(int bucket, long count);
    }

    /** A column is there since something was counted in it: zeros are not. */
    private static void read(int from, long filled, StateReader reader, Adder adder) {
        for (long left = filled; left != 0; left &= left - 1) {
            long count = reader.readLong();
            if (count != 0) {
                adder.add(from + Long.numberOfTrailingZeros(left), count);
            }
        }
    }
}
