package io.tributary.engine.dedup;

import io.tributary.domain.merchant.SeenImpressions;
import io.tributary.domain.state.PackedLayout;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import io.tributary.engine.segment.SegmentSink;
import io.tributary.engine.segment.SegmentSource;
import java.util.ArrayDeque;
import java.util.Iterator;

/**
 * The impression ids of a task's recent past: a repeated id within the span counts once. About 27 bytes of memory an id.
 *
 * <p>Time is that of the beats, which are records: an id counts as added at the first beat after it, so it is kept at least
 * the span and at most two beats longer, however long no beat came. Which ids are held depends on the records alone and not on
 * when commits fell.
 *
 * <p>A commit writes the ids that came since the last one, as new segments that are never written again: 16 bytes an id, once.
 *
 * <pre>
 *   +--------+------------+-------+-------+--------+-------+--------+--   --+------------------------------+
 *   | layout | beatBefore | count | first | second | first | second |  ...  | what a later version appends |
 *   +--------+------------+-------+-------+--------+-------+--------+--   --+------------------------------+
 *     1 byte    varint     varint  8 bytes  8 bytes   in the order in which they came
 *
 *   beatBefore   time of the beat before the segment, epoch milliseconds; 0 when none came between it and the one before
 *   count        ids, 1 to 4096
 *   first        first half of an id's hash, big endian; second: the other half
 * </pre>
 */
public final class ImpressionWindow implements SeenImpressions {
    /** Version of the layout of a segment. */
    private static final int LAYOUT = 1;

    /** Most ids of a segment: a record of 64 KiB. */
    static final int SEGMENT_IDS = 4096;

    private final IdLog log = new IdLog();
    private final IdTable table = new IdTable(log);
    private final ArrayDeque<Segment> segments = new ArrayDeque<>();
    private final ArrayDeque<Segment> unwritten = new ArrayDeque<>();
    private final ArrayDeque<Long> undeleted = new ArrayDeque<>();
    private long nextNumber;
    private long droppedEarly;

    /** Ids that came between two beats and two commits. */
    private static final class Segment {
        private final long number;
        /** Of the segment before; 0 when no beat came between the two. */
        private final long beatBefore;

        private long begin;
        private long end;
        /** Time of the first beat after it, epoch milliseconds; 0 when none came yet. */
        private long beat;

        private boolean written;

        Segment(long number, long beatBefore, long begin) {
            this.number = number;
            this.beatBefore = beatBefore;
            this.begin = begin;
            this.end = begin;
        }

        boolean isOpen() {
            return !written && beat == 0 && end - begin < SEGMENT_IDS;
        }
    }

    @Override
    public boolean contains(long first, long second) {
        return table.contains(first, second);
    }

    /** Reads from memory what a look-up of this id will need. What it returns means nothing. */
    public int prefetch(long first) {
        return table.prefetch(first);
    }

    @Override
    public void add(long first, long second, int most) {
        int surplus = log.size() + 1 - most;
        if (surplus > 0) {
            drop(surplus);
            droppedEarly += surplus;
        }
        Segment last = segments.peekLast();
        if (last == null || !last.isOpen()) {
            last = new Segment(nextNumber++, last == null ? 0 : last.beat, log.end());
            segments.addLast(last);
            unwritten.addLast(last);
        }
        append(first, second);
        last.end = log.end();
    }

    private void append(long first, long second) {
        table.add(first, log.end());
        log.append(first, second);
    }

    @Override
    public void beat(long time, long spanMillis) {
        for (Iterator<Segment> each = segments.descendingIterator(); each.hasNext(); ) {
            Segment segment = each.next();
            if (segment.beat != 0) {
                break;
            }
            segment.beat = time;
        }
        Segment oldest = segments.peekFirst();
        while (oldest != null && time - oldest.beat > spanMillis) {
            drop((int) (oldest.end - log.begin()));
            oldest = segments.peekFirst();
        }
        table.tidy();
    }

    private void drop(int count) {
        log.drop(count);
        Segment oldest = segments.peekFirst();
        while (oldest != null && oldest.end <= log.begin()) {
            segments.removeFirst();
            if (oldest.written) {
                undeleted.add(oldest.number);
            } else {
                unwritten.removeFirst();
            }
            oldest = segments.peekFirst();
        }
        if (oldest != null && !oldest.written) {
            oldest.begin = Math.max(oldest.begin, log.begin());
        }
    }

    /** Ids held. */
    public int size() {
        return log.size();
    }

    /** Ids that were dropped before their time because there were too many. */
    public long droppedEarly() {
        return droppedEarly;
    }

    /** Segments held. */
    int segmentCount() {
        return segments.size();
    }

    /** Hands every segment that is new or was dropped since the last call to the sink. */
    public void writeChanges(StateWriter writer, SegmentSink sink) {
        undeleted.forEach(number -> sink.segment(number, null));
        undeleted.clear();
        for (Segment segment : unwritten) {
            writer.reset();
            writer.writeByte(LAYOUT);
            writer.writeLong(segment.beatBefore);
            writer.writeInt((int) (segment.end - segment.begin));
            for (long position = segment.begin; position < segment.end; position++) {
                writer.writeFixed(log.first(position));
                writer.writeFixed(log.second(position));
            }
            sink.segment(segment.number, writer.toByteArray());
            segment.written = true;
        }
        unwritten.clear();
    }

    /**
     * What is needed to find the segments again.
     *
     * @param nextNumber of the next segment
     * @param segments held, the last of them before that number
     * @param skipped ids of the first segment that are not held any more
     * @param beat time of the first beat after the last segment, epoch milliseconds; 0 when none came
     * @param droppedEarly ids that were dropped before their time because there were too many
     */
    public record Index(long nextNumber, int segments, int skipped, long beat, long droppedEarly) {}

    /** Where the segments are; after {@link #writeChanges}. */
    public Index index() {
        Segment oldest = segments.peekFirst();
        return new Index(
                nextNumber,
                segments.size(),
                oldest == null ? 0 : (int) (log.begin() - oldest.begin),
                oldest == null ? 0 : segments.peekLast().beat,
                droppedEarly);
    }

    /**
     * Reads the segments that an index names into a new window.
     *
     * @throws IllegalStateException when a segment is missing, or of a layout that is not known
     */
    public void read(Index index, SegmentSource source) {
        nextNumber = index.nextNumber;
        droppedEarly = index.droppedEarly;
        int skipped = index.skipped;
        for (long number = index.nextNumber - index.segments; number < index.nextNumber; number++) {
            restore(number, source.segment(number), skipped);
            skipped = 0;
        }
        restoreBeats(index.beat);
    }

    private void restore(long number, byte[] bytes, int skipped) {
        if (bytes == null) {
            throw new IllegalStateException("impression ids: segment " + number + " is missing");
        }
        StateReader body = new StateReader(bytes);
        PackedLayout.check("impression ids", body.readByte(), LAYOUT);
        Segment segment = new Segment(number, body.readLong(), log.end() - skipped);
        int size = body.readInt();
        for (int i = 0; i < size; i++) {
            long first = body.readFixed();
            long second = body.readFixed();
            if (i >= skipped) {
                append(first, second);
            }
        }
        segment.end = segment.begin + size;
        segment.written = true;
        segments.addLast(segment);
    }

    /** A segment was written before its beat came: that is named by the first segment after the beat, or by the index. */
    private void restoreBeats(long last) {
        long beat = last;
        for (Iterator<Segment> each = segments.descendingIterator(); each.hasNext(); ) {
            Segment segment = each.next();
            segment.beat = beat;
            beat = segment.beatBefore == 0 ? beat : segment.beatBefore;
        }
    }
}
