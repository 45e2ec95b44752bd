package io.tributary.engine.journal;

import io.tributary.domain.Arm;
import io.tributary.domain.merchant.CountLog;
import io.tributary.domain.merchant.ImpressionEvent;
import io.tributary.domain.merchant.MerchantRepository;
import io.tributary.domain.merchant.MerchantState;
import io.tributary.domain.merchant.Recount;
import io.tributary.domain.state.PackedLayout;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import io.tributary.engine.prefetch.Prefetch;
import io.tributary.engine.segment.SegmentSink;
import io.tributary.engine.segment.SegmentSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/**
 * A task's events that do nothing but count, in the order in which they came. A commit writes these, some five bytes each and side
 * by side, instead of the records of all merchants that had one, which are most of those that have traffic. A merchant's record says
 * up to which position of the journal it has counted; when a task comes back, what follows is counted again from here.
 *
 * <p>An entry is an impression, or all that a merchant has counted up to there: after an order line, whose own entry would hardly be
 * shorter.
 *
 * <p>So that the journal does not grow, what a merchant has counted is added once more, to stand for all of its older entries, when its
 * record lacks the oldest of too many entries or segments; segments that no record lacks are dropped. Such a snapshot is some forty bytes
 * beside others, where a record has a key, an offset and a place on disk of its own. Only where snapshots would be most of what the journal
 * holds merchants are written instead. When either happens depends on commits; what a merchant has counted does not.
 *
 * <p>A segment is stored as
 *
 * <pre>
 *   layout   1 byte
 *   begin    varint: position of its first entry
 *   count    varint: entries
 *   length   varint: bytes of the entries
 *   of each entry, one after the other
 *     merchant   varint: its number in the task
 *     time       varint: of the event, less that of the entry before; the first one's since the epoch, milliseconds
 *     what       1 byte, a {@link JournalEntry}
 *     and when that says that it is all that the merchant has counted
 *     length     varint
 *     counts     as {@link MerchantState#writeCounts} writes them
 * </pre>
 */
public final class CountJournal implements CountLog {
    /** Version of the layout of a segment. */
    private static final int LAYOUT = 1;

    /** Entries held: some 5 MB in the changelog (25 when half are snapshots), and a quarter of a second to count them again. */
    private static final int MOST_ENTRIES = 1 << 20;
    /** Segments held; a commit adds one, however few impressions came. */
    private static final int MOST_SEGMENTS = 512;

    private static final int SEGMENT_BYTES = 65_536;
    /** Impressions from one time that merchants catch up to the next: what these need is read from memory for all of them at once. */
    private static final int CATCH_UP_EVERY = 32;
    /** Merchants that catch up then: more than those that may have fallen behind. */
    private static final int AT_ONCE = 2 * CATCH_UP_EVERY;

    private final int mostEntries;
    private final int mostSegments;
    private final ArrayDeque<Segment> segments = new ArrayDeque<>();
    private final ArrayDeque<Segment> unwritten = new ArrayDeque<>();
    private final Queue<Long> undeleted = new ArrayDeque<>();
    /** In the order of the first entry that they lack. */
    private final UnwrittenMerchants behind = new UnwrittenMerchants();
    /** Merchants whose records lack entries of an earlier life of the task. */
    private final Queue<MerchantState> behindBefore = new ArrayDeque<>();

    private final MerchantState[] oldest = new MerchantState[AT_ONCE];
    private final StateWriter snapshot = new StateWriter();
    private final StateWriter open = new StateWriter();
    private long openBegin;
    private long openTime;
    private long end;
    private int added;

    /** Kept only so that what is read for it is read. */
    @SuppressWarnings("unused")
    private int prefetched;

    private long nextNumber;
    private JournalBacklog backlog = JournalBacklog.NONE;

    /** Entries from one position on to before another; what they are is forgotten once it is written. */
    private static final class Segment {
        private final long number;
        private final long begin;
        private final long end;
        private byte[] entries;

        Segment(long number, long begin, long end, byte[] entries) {
            this.number = number;
            this.begin = begin;
            this.end = end;
            this.entries = entries;
        }
    }

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
    public void add(MerchantState merchant, ImpressionEvent shown, Arm arm, boolean late, MerchantRepository book) {
        boolean first = !merchant.isLacking();
        open.writeLong(merchant.number());
        open.writeLong(shown.time() - openTime);
        open.writeByte(JournalEntry.pack(shown, arm, late));
        openTime = shown.time();
        merchant.journalled(end++);
        if (first) {
            behind.add(merchant);
        }
        grown(book);
    }

    @Override
    public void addSnapshot(MerchantState merchant, MerchantRepository book) {
        snapshot(merchant);
        grown(book);
    }

    private void grown(MerchantRepository book) {
        if (open.length() >= SEGMENT_BYTES) {
            closeSegment();
            drop();
        }
        if (++added % CATCH_UP_EVERY == 0) {
            catchUpOldest(book);
        }
    }

    private void closeSegment() {
        if (end > openBegin) {
            Segment segment = new Segment(nextNumber++, openBegin, end, open.toByteArray());
            segments.add(segment);
            unwritten.add(segment);
            open.reset();
            openTime = 0;
            openBegin = end;
        }
    }

    private void catchUpOldest(MerchantRepository book) {
        int left = AT_ONCE;
        for (; left > 0 && !behindBefore.isEmpty(); left--) {
            MerchantState merchant = behindBefore.remove();
            if (merchant.isLacking()) {
                book.changed(merchant);
            }
        }
        boolean snapshots = behind.size() <= mostEntries / 2;
        int count = takeOldest(left);
        prefetched = Prefetch.counts(oldest, count);
        for (int i = 0; i < count; i++) {
            if (snapshots) {
                snapshot(oldest[i]);
            } else {
                book.changed(oldest[i]);
            }
        }
    }

    /**
     * @param most to look at
     * @return how many of them are to catch up
     */
    private int takeOldest(int most) {
        long horizon = end - mostEntries;
        if (segments.size() > mostSegments) {
            horizon = Math.max(horizon, segments.peekFirst().end);
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

    private void snapshot(MerchantState merchant) {
        merchant.writeCounts(snapshot.reset());
        open.writeLong(merchant.number());
        open.writeLong(0);
        open.writeByte(JournalEntry.SNAPSHOT);
        open.writeBytes(snapshot.toByteArray());
        merchant.snapshotTaken(end++);
        behind.add(merchant);
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
        return end - (segments.isEmpty() ? openBegin : segments.peekFirst().begin);
    }

    /** Hands every segment that is new or was dropped since the last call to the sink. */
    public void writeChanges(StateWriter writer, SegmentSink sink) {
        closeSegment();
        drop();
        undeleted.forEach(number -> sink.segment(number, null));
        undeleted.clear();
        for (Segment segment : unwritten) {
            writer.reset();
            writer.writeByte(LAYOUT);
            writer.writeLong(segment.begin);
            writer.writeInt((int) (segment.end - segment.begin));
            writer.writeBytes(segment.entries);
            sink.segment(segment.number, writer.toByteArray());
            segment.entries = null;
        }
        unwritten.clear();
    }

    /** Who was noted as changed is written by the same commit, so that no record lacks what is dropped. */
    private void drop() {
        if (backlog != JournalBacklog.NONE || !behindBefore.isEmpty()) {
            return;
        }
        while (!behind.isEmpty() && !behind.isCurrent()) {
            behind.remove();
        }
        long needed = behind.isEmpty() ? end : behind.oldest();
        while (!segments.isEmpty() && segments.peekFirst().end <= needed) {
            Segment oldest = segments.removeFirst();
            if (!unwritten.remove(oldest)) {
                undeleted.add(oldest.number);
            }
        }
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
        return new Index(nextNumber, segments.size(), end);
    }

    /**
     * Reads the segments that an index names into a new journal.
     *
     * @throws IllegalStateException when a segment is missing, or of a layout that is not known
     */
    public void read(Index index, SegmentSource source) {
        nextNumber = index.nextNumber;
        end = index.end;
        openBegin = end;
        List<byte[]> entries = new ArrayList<>();
        for (long number = nextNumber - index.segments; number < nextNumber; number++) {
            byte[] bytes = source.segment(number);
            if (bytes == null) {
                throw new IllegalStateException("count journal: segment " + number + " is missing");
            }
            StateReader segment = new StateReader(bytes);
            PackedLayout.check("count journal", segment.readByte(), LAYOUT);
            long begin = segment.readLong();
            segments.add(new Segment(number, begin, begin + segment.readInt(), null));
            entries.add(segment.readBytes());
        }
        if (index.segments > 0) {
            backlog = JournalBacklog.of(segments.peekFirst().begin, end, entries);
        }
    }
}
