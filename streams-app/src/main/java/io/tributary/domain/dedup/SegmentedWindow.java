package io.tributary.domain.dedup;

import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import java.util.ArrayDeque;

/**
 * One merchant's recent past in numbered segments that only grow at the end and are dropped whole: a commit writes the few
 * segments that changed, never the whole window. An entry is kept at least the span, at most the span plus one segment's
 * own time. Time is the merchant's latest event time, so the same records in the same order keep the same entries.
 */
abstract sealed class SegmentedWindow<S extends SegmentedWindow.Segment> permits ImpressionWindow, OrderWindow {
    private final int segmentEntries;
    private final long segmentMillis;
    private final ArrayDeque<S> segments = new ArrayDeque<>();
    private long firstNumber;
    private long droppedBefore;
    private long watermark = Long.MIN_VALUE;

    SegmentedWindow(int segmentEntries, long segmentMillis) {
        this.segmentEntries = segmentEntries;
        this.segmentMillis = segmentMillis;
    }

    abstract S newSegment(long number, long begun);

    /** Takes over the entries of a segment that was read back. */
    abstract void restore(S segment);

    /** Forgets the entries of a segment that is dropped. */
    abstract void forget(S segment);

    /** Entries kept. */
    public abstract int size();

    /** The segment new entries go to. */
    final S open() {
        S last = segments.peekLast();
        if (last == null || last.size() >= segmentEntries || watermark - last.begun > segmentMillis) {
            last = newSegment(firstNumber + segments.size(), watermark);
            segments.addLast(last);
        }
        return last;
    }

    final void advance(long time) {
        watermark = Math.max(watermark, time);
    }

    final void touched(S segment) {
        segment.changed = true;
        segment.newest = watermark;
    }

    /** Drops the segments that saw nothing within the span before the latest event time. */
    public final void expire(long spanMillis) {
        while (!segments.isEmpty() && watermark - segments.peekFirst().newest > spanMillis) {
            forget(segments.removeFirst());
            firstNumber++;
        }
    }

    /** Segments kept. */
    public final int segmentCount() {
        return segments.size();
    }

    /** Hands every segment that changed or was dropped since the last call to the sink. */
    public final void writeChanges(StateWriter writer, SegmentSink sink) {
        for (; droppedBefore < firstNumber; droppedBefore++) {
            sink.segment(droppedBefore, null);
        }
        for (S segment : segments) {
            if (segment.changed) {
                writer.reset();
                writer.writeLong(segment.begun);
                writer.writeLong(segment.newest);
                segment.write(writer);
                sink.segment(segment.number, writer.toByteArray());
                segment.changed = false;
            }
        }
    }

    /** Writes what is needed to find the segments again. */
    public final void writeIndex(StateWriter writer) {
        writer.writeLong(firstNumber);
        writer.writeInt(segments.size());
        writer.writeLong(watermark);
    }

    final void readIndex(StateReader reader, SegmentSource source) {
        firstNumber = reader.readLong();
        droppedBefore = firstNumber;
        int count = reader.readInt();
        watermark = reader.readLong();
        for (long number = firstNumber; number < firstNumber + count; number++) {
            byte[] bytes = source.segment(number);
            if (bytes == null) {
                throw new IllegalStateException(getClass().getSimpleName() + ": segment " + number + " is missing");
            }
            StateReader body = new StateReader(bytes);
            S segment = newSegment(number, body.readLong());
            segment.newest = body.readLong();
            segment.read(body);
            segments.addLast(segment);
            restore(segment);
        }
    }

    /** Some entries in arrival order. */
    abstract static class Segment {
        final long number;
        final long begun;
        long newest;
        boolean changed;

        Segment(long number, long begun) {
            this.number = number;
            this.begun = begun;
            this.newest = begun;
        }

        abstract int size();

        abstract void write(StateWriter writer);

        abstract void read(StateReader reader);
    }
}
