package io.tributary.engine.journal;

import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import io.tributary.engine.segment.SegmentSink;
import io.tributary.engine.segment.SegmentSource;
import java.util.ArrayDeque;
import java.util.Queue;

/** The segments that a journal is stored in: one to which entries are added, and those before it, of which the oldest are dropped. */
final class JournalSegments {
    private static final int SEGMENT_BYTES = 65_536;

    private final ArrayDeque<Segment> held = new ArrayDeque<>();
    private final Queue<Segment> unwritten = new ArrayDeque<>();
    private final Queue<Long> undeleted = new ArrayDeque<>();
    private final SegmentFormat.Entries open = new SegmentFormat.Entries();
    private long end;
    private long nextNumber;

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

    /**
     * Adds an impression.
     *
     * @return its position
     */
    long impression(long merchant, long time, long kind) {
        open.impression(merchant, time, kind);
        return end++;
    }

    /**
     * Adds a snapshot.
     *
     * @return its position
     */
    long snapshot(long merchant, StateWriter counts) {
        open.snapshot(merchant, counts);
        return end++;
    }

    /** Position of the next entry. */
    long end() {
        return end;
    }

    /** Entries held. */
    long entries() {
        return end - (held.isEmpty() ? end - open.count() : held.peekFirst().begin);
    }

    /** Segments held, without the one to which entries are added. */
    int size() {
        return held.size();
    }

    /** Position after the first segment; there is one. */
    long firstEnd() {
        return held.peekFirst().end;
    }

    /** Whether the segment to which entries are added is as long as one is to be. */
    boolean isFull() {
        return open.length() >= SEGMENT_BYTES;
    }

    /** Has the next entry begin another segment. */
    void close() {
        if (open.count() > 0) {
            long begin = end - open.count();
            Segment segment = new Segment(nextNumber++, begin, end, open.take());
            held.add(segment);
            unwritten.add(segment);
        }
    }

    /** Drops the segments that are all before a position. */
    void dropBefore(long position) {
        while (!held.isEmpty() && held.peekFirst().end <= position) {
            Segment oldest = held.removeFirst();
            if (!unwritten.remove(oldest)) {
                undeleted.add(oldest.number);
            }
        }
    }

    /** Hands every closed segment that is new or was dropped since the last call to the sink. */
    void writeChanges(StateWriter writer, SegmentSink sink) {
        undeleted.forEach(number -> sink.segment(number, null));
        undeleted.clear();
        for (Segment segment : unwritten) {
            SegmentFormat.write(writer.reset(), segment.begin, (int) (segment.end - segment.begin), segment.entries);
            sink.segment(segment.number, writer.toByteArray());
            segment.entries = null;
        }
        unwritten.clear();
    }

    /** What is needed to find the segments again; after {@link #writeChanges}. */
    CountJournal.Index index() {
        return new CountJournal.Index(nextNumber, held.size(), end);
    }

    /**
     * Reads the segments that an index names.
     *
     * @return their entries
     * @throws IllegalStateException when a segment is missing
     */
    JournalBacklog read(CountJournal.Index index, SegmentSource source) {
        nextNumber = index.nextNumber();
        end = index.end();
        JournalBacklog.Builder entries = null;
        for (long number = nextNumber - index.segments(); number < nextNumber; number++) {
            byte[] bytes = source.segment(number);
            if (bytes == null) {
                throw new IllegalStateException("count journal: segment " + number + " is missing");
            }
            StateReader segment = new StateReader(bytes);
            long begin = SegmentFormat.readBegin(segment);
            entries = entries == null ? new JournalBacklog.Builder(begin, end) : entries;
            SegmentFormat.readEntries(segment, entries);
            held.add(new Segment(number, begin, entries.position(), null));
        }
        return entries == null ? JournalBacklog.NONE : entries.build();
    }
}
