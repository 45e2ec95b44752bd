package io.tributary.engine.journal;

import io.tributary.domain.merchant.MerchantState;
import io.tributary.domain.merchant.Recount;
import io.tributary.domain.state.StateReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Entries of a journal that was read back, by merchant. */
final class JournalBacklog {
    static final JournalBacklog NONE = new Builder(0, 0).build();

    private static final int INDEX_BITS = 26;
    private static final long INDEX = (1L << INDEX_BITS) - 1;
    private static final int SNAPSHOT = 0;

    private final long begin;
    /** Of a snapshot which one it is. */
    private final long[] times;
    /** Number of the kind of an impression, or {@link #SNAPSHOT}. */
    private final int[] numbers;

    private final Kinds kinds = new Kinds();
    private final List<byte[]> snapshots = new ArrayList<>();
    /** Of each entry the merchant's number, and behind it which entry it is; sorted. */
    private final long[] order;

    private JournalBacklog(long begin, int size) {
        this.begin = begin;
        this.times = new long[size];
        this.numbers = new int[size];
        this.order = new long[size];
    }

    /** Takes the entries, segment by segment. */
    static final class Builder implements SegmentFormat.Sink {
        private final JournalBacklog backlog;
        private int size;

        /**
         * @param begin position of the first entry
         * @param end position after the last one
         * @throws IllegalStateException when there are too many
         */
        Builder(long begin, long end) {
            if (end - begin > INDEX) {
                throw new IllegalStateException("count journal: has " + (end - begin) + " entries");
            }
            backlog = new JournalBacklog(begin, (int) (end - begin));
        }

        @Override
        public void impression(long merchant, long time, long kind) {
            int number = backlog.kinds.number(kind);
            if (number > backlog.kinds.size()) {
                backlog.kinds.add(kind);
            }
            add(merchant, time, number);
        }

        @Override
        public void snapshot(long merchant, byte[] counts) {
            add(merchant, backlog.snapshots.size(), SNAPSHOT);
            backlog.snapshots.add(counts);
        }

        private void add(long merchant, long time, int number) {
            if (size == backlog.order.length) {
                throw new IllegalStateException("count journal: has more than " + size + " entries");
            }
            backlog.order[size] = merchant << INDEX_BITS | size;
            backlog.times[size] = time;
            backlog.numbers[size++] = number;
        }

        /** Position after the last entry so far. */
        long position() {
            return backlog.begin + size;
        }

        /**
         * @throws IllegalStateException when entries are missing
         */
        JournalBacklog build() {
            if (size != backlog.order.length) {
                throw new IllegalStateException(
                        "count journal: has " + size + " of " + backlog.order.length + " entries");
            }
            Arrays.sort(backlog.order);
            return backlog;
        }
    }

    /**
     * Has a merchant count, in their order, the entries that its record lacks.
     *
     * @return whether there were any
     */
    boolean replay(MerchantState merchant, Recount recount) {
        boolean any = false;
        long first = merchant.number() << INDEX_BITS;
        int found = Arrays.binarySearch(order, first);
        for (int i = found < 0 ? -found - 1 : found; i < order.length && (order[i] & ~INDEX) == first; i++) {
            int entry = (int) (order[i] & INDEX);
            long position = begin + entry;
            if (merchant.isMissing(position)) {
                if (numbers[entry] == SNAPSHOT) {
                    merchant.readCounts(new StateReader(snapshots.get((int) times[entry])));
                } else {
                    recount.impression(merchant, times[entry], kinds.kind(numbers[entry]));
                }
                merchant.journalled(position);
                any = true;
            }
        }
        return any;
    }
}
