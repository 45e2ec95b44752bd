package io.tributary.domain.dedup;

import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import java.util.Arrays;

/** The impression ids of one merchant's recent past: a repeated id within the span counts once. */
public final class ImpressionWindow extends SegmentedWindow<ImpressionWindow.Ids> {
    /** Ids a segment holds: 16 bytes each, so that a commit rewrites at most 4 KiB per merchant. */
    static final int SEGMENT_IDS = 256;
    /** A segment is closed after this time, milliseconds, so that a slow merchant's ids are dropped in time too. */
    static final long SEGMENT_MILLIS = 60_000;

    private final IdSet ids = new IdSet();

    public ImpressionWindow() {
        super(SEGMENT_IDS, SEGMENT_MILLIS);
    }

    /** Whether this id (both halves of {@link IdHash}) is in the window. */
    public boolean contains(long first, long second) {
        return ids.contains(first, second);
    }

    /**
     * Adds an id that is not contained.
     *
     * @param time event time, epoch milliseconds
     */
    public void add(long first, long second, long time) {
        advance(time);
        Ids segment = open();
        segment.add(first, second);
        touched(segment);
        ids.add(first, second);
    }

    @Override
    public int size() {
        return ids.size();
    }

    /** Reads an index and the segments it names. */
    public static ImpressionWindow read(StateReader reader, SegmentSource source) {
        ImpressionWindow window = new ImpressionWindow();
        window.readIndex(reader, source);
        return window;
    }

    @Override
    Ids newSegment(long number, long begun) {
        return new Ids(number, begun);
    }

    @Override
    void restore(Ids segment) {
        for (int i = 0; i < 2 * segment.size; i += 2) {
            ids.add(segment.halves[i], segment.halves[i + 1]);
        }
    }

    @Override
    void forget(Ids segment) {
        for (int i = 0; i < 2 * segment.size; i += 2) {
            ids.remove(segment.halves[i], segment.halves[i + 1]);
        }
    }

    static final class Ids extends Segment {
        private long[] halves = new long[8];
        private int size;

        Ids(long number, long begun) {
            super(number, begun);
        }

        void add(long first, long second) {
            if (2 * size == halves.length) {
                halves = Arrays.copyOf(halves, halves.length * 2);
            }
            halves[2 * size] = first;
            halves[2 * size + 1] = second;
            size++;
        }

        @Override
        int size() {
            return size;
        }

        @Override
        void write(StateWriter writer) {
            writer.writeInt(size);
            for (int i = 0; i < 2 * size; i++) {
                writer.writeFixed(halves[i]);
            }
        }

        @Override
        void read(StateReader reader) {
            int count = reader.readInt();
            for (int i = 0; i < count; i++) {
                add(reader.readFixed(), reader.readFixed());
            }
        }
    }
}
