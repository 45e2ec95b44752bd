package io.tributary.engine.journal;

import io.tributary.domain.merchant.CountLog;
import io.tributary.domain.merchant.MerchantRepository;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.domain.merchant.Recount;
import io.tributary.domain.state.StateWriter;
import io.tributary.engine.prefetch.Prefetch;
import io.tributary.engine.segment.SegmentSink;
import io.tributary.engine.segment.SegmentSource;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A task's events that do nothing but count, in the order in which they came. A commit writes these, some five bytes each and side
 * by side, instead of the records of all merchants that had one, which are most of those that have traffic. A merchant's record says
 * up to which position of the journal it has counted; when a task comes back, what follows is counted again from here.
 *
 * <p>An entry is an impression, or all that a merchant has counted up to there: after an order line, whose own entry would hardly be
 * shorter. {@link SegmentFormat} draws how they are stored.
 *
 * <p>So that the journal does not grow, what a merchant has counted is added once more, to stand for all of its older entries, when its
 * record lacks the oldest of too many entries or segments; segments that no record lacks are dropped. Such a snapshot is some forty bytes
 * beside others, where a record has a key, an offset and a place on disk of its own. Only where snapshots would be most of what the journal
 * holds merchants are written instead. When either happens depends on commits; what a merchant has counted does not.
 */
public final class CountJournal implements CountLog {
    /** Entries held: some 5 MB in the changelog (25 when half are snapshots), and a quarter of a second to count them again. */
    private static final int MOST_ENTRIES = 1 << 20;
    /** Segments held; a commit adds one, however few impressions came. */
    private static final int MOST_SEGMENTS = 512;

    /** Impressions from one time that merchants catch up to the next: what these need is read from memory for all of them at once. */
    private static final int CATCH_UP_EVERY = 32;
    /** Merchants that catch up then: more than those that may have fallen behind. */
    private static final int AT_ONCE = 2 * CATCH_UP_EVERY;

    private final int mostEntries;
    private final int mostSegments;
    private final JournalSegments segments = new JournalSegments();
    /** In the order of the first entry that they lack. */
    private final UnwrittenMerchants behind = new UnwrittenMerchants();
    /** Merchants whose records lack entries of an earlier life of the task. */
    private final Queue<MerchantState> behindBefore = new ArrayDeque<>();

    private final MerchantState[] oldest = new MerchantState[AT_ONCE];
    private final StateWriter snapshot = new StateWriter();
    private int added;

    /** Kept only so that what is read for it is read. */
    @SuppressWarnings("unused")
    private int prefetched;

    private JournalBacklog backlog = JournalBacklog.NONE;

    public CountJournal() {
        this(MOST_ENTRIES, MOST_SEGMENTS);
    }

    /**
     * @param mostEntries entries from which on merchants catch up so that the oldest can be dropped
     * @param mostSegments the same in segments; a commit adds one
     */
    public CountJournal(int mostEntries, int mostSegments) {
        this.mostEntries = mostEntries;
        this.mostSegments = mostSegments;
    }

    /** Has merchants catch up whose records have lacked entries for long. */
    @Override
    public void add(MerchantState merchant, long time, long counted, MerchantRepository merchants) {
        boolean first = !merchant.isLacking();
        merchant.journalled(segments.impression(merchant.number(), time, counted));
        if (first) {
            behind.add(merchant);
        }
        grown(merchants);
    }

    @Override
    public void addSnapshot(MerchantState merchant, MerchantRepository merchants) {
        snapshot(merchant);
        grown(merchants);
    }

    private void snapshot(MerchantState merchant) {
        merchant.writeCounts(snapshot.reset());
        merchant.snapshotTaken(segments.snapshot(merchant.number(), snapshot));
        behind.add(merchant);
    }

    private void grown(MerchantRepository merchants) {
        if (segments.isFull()) {
            segments.close();
            drop();
        }
        if (++added % CATCH_UP_EVERY == 0) {
            catchUpOldest(merchants);
        }
    }

    private void catchUpOldest(MerchantRepository merchants) {
        int left = AT_ONCE;
        for (; left > 0 && !behindBefore.isEmpty(); left--) {
            MerchantState merchant = behindBefore.remove();
            if (merchant.isLacking()) {
                merchants.changed(merchant);
            }
        }
        boolean snapshots = behind.size() <= mostEntries / 2;
        int count = takeOldest(left);
        prefetched = Prefetch.counts(oldest, count);
        for (int i = 0; i < count; i++) {
            if (snapshots) {
                snapshot(oldest[i]);
            } else {
                merchants.changed(oldest[i]);
            }
        }
    }

    /**
     * @param most to look at
     * @return how many of them are to catch up
     */
    private int takeOldest(int most) {
        long horizon = segments.end() - mostEntries;
        if (segments.size() > mostSegments) {
            horizon = Math.max(horizon, segments.firstEnd());
        }
        int count = 0;
        for (int left = most; left > 0 && !behind.isEmpty() && behind.oldest() < horizon; left--) {
            boolean isCurrent = behind.isCurrent();
            MerchantState next = behind.remove();
            if (isCurrent) {
                oldest[count++] = next;
            }
        }
        return count;
    }

    /** Has a merchant that was read from its record count what the record lacks. */
    public void replay(MerchantState merchant, Recount recount) {
        if (backlog.replay(merchant, recount)) {
            behindBefore.add(merchant);
        }
    }

    /**
     * Whether merchants that nobody has asked for since the task came back keep it from dropping anything. The first beat asks for all,
     * but while none comes it must not grow either.
     */
    public boolean isHeldUp() {
        return backlog != JournalBacklog.NONE && (size() > 2L * mostEntries || segments.size() > 2 * mostSegments);
    }

    /** Notes that what was read back is counted by all merchants. */
    public void replayed() {
        backlog = JournalBacklog.NONE;
    }

    /** Entries held. */
    public long size() {
        return segments.entries();
    }

    /** Hands every segment that is new or was dropped since the last call to the sink. */
    public void writeChanges(StateWriter writer, SegmentSink sink) {
        segments.close();
        drop();
        segments.writeChanges(writer, sink);
    }

    /** Who was noted as changed is written by the same commit, so that no record lacks what is dropped. */
    private void drop() {
        if (backlog != JournalBacklog.NONE || !behindBefore.isEmpty()) {
            return;
        }
        while (!behind.isEmpty() && !behind.isCurrent()) {
            behind.remove();
        }
        segments.dropBefore(behind.isEmpty() ? segments.end() : behind.oldest());
    }

    /**
     * What is needed to find the segments again.
     *
     * @param nextNumber of the next segment
     * @param segments held, the last of them before that number
     * @param end position after the last entry
     */
    public record Index(long nextNumber, int segments, long end) {}

    /** Where the segments are; after {@link #writeChanges}. */
    public Index index() {
        return segments.index();
    }

    /**
     * Reads the segments that an index names into a new journal.
     *
     * @throws IllegalStateException when a segment is missing, or of a layout that is not known
     */
    public void read(Index index, SegmentSource source) {
        backlog = segments.read(index, source);
    }
}
