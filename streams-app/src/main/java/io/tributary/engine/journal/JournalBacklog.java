package io.tributary.engine.journal;

import io.tributary.domain.merchant.MerchantState;
import io.tributary.domain.merchant.Recount;
import io.tributary.domain.state.StateReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Entries of a journal that was read back, by merchant. */
final class JournalBacklog {
    static final JournalBacklog NONE = new JournalBacklog(0, 0);

    private static final int INDEX_BITS = 26;
    private static final long INDEX = (1L << INDEX_BITS) - 1;

    private final long begin;
    /** Of a snapshot which one it is. */
    private final long[] times;

    private final byte[] packed;
    private final List<byte[]> snapshots = new ArrayList<>();
    /** Of each entry the merchant's number, and behind it which entry it is; sorted. */
    private final long[] order;

    private JournalBacklog(long begin, int size) {
        this.begin = begin;
        this.times = new long[size];
        this.packed = new byte[size];
        this.order = new long[size];
    }

    /**
     * @param begin position of the first entry
     * @param end position after the last one
     * @param segments their entries
     * @throws IllegalStateException when there are not as many
     */
    static JournalBacklog of(long begin, long end, List<byte[]> segments) {
        if (end - begin > INDEX) {
            throw new IllegalStateException("count journal: has " + (end - begin) + " entries");
        }
        JournalBacklog backlog = new JournalBacklog(begin, (int) (end - begin));
        int at = 0;
        for (byte[] segment : segments) {
            at = backlog.read(new StateReader(segment), at);
        }
        if (at != backlog.order.length) {
            throw new IllegalStateException("count journal: has " + at + " of " + (end - begin) + " entries");
        }
        Arrays.sort(backlog.order);
        return backlog;
    }

    /**
     * @param first entry of the segment
     * @return first entry of the next one
     */
    private int read(StateReader entries, int first) {
        int at = first;
        long time = 0;
        while (entries.hasMore()) {
            order[at] = entries.readLong() << INDEX_BITS | at;
            time += entries.readLong();
            packed[at] = (byte) entries.readByte();
            if (JournalEntry.isSnapshot(packed[at])) {
                times[at] = snapshots.size();
                snapshots.add(entries.readBytes());
            } else {
                times[at] = time;
            }
            at++;
        }
        return at;
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
                if (JournalEntry.isSnapshot(packed[entry])) {
                    merchant.readCounts(new StateReader(snapshots.get((int) times[entry])));
                } else {
                    recount.impression(merchant, JournalEntry.unpack(times[entry], packed[entry]));
                }
                merchant.journalled(position);
                any = true;
            }
        }
        return any;
    }
}
