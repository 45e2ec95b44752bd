package io.tributary.domain.dedup;

import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The order lines of one merchant's recent past: (order, line, status) within the span counts once, and a refund finds
 * the payment it turns back. A later status of a line rewrites only the segment the line is in.
 */
public final class OrderWindow extends SegmentedWindow<OrderWindow.Lines> {
    static final int SEGMENT_LINES = 64;
    /** A segment is closed after this time, milliseconds, so that a slow merchant's lines are dropped in time too. */
    static final long SEGMENT_MILLIS = 3_600_000;

    private record Key(long first, long second) {}

    private record Place(Lines segment, OrderMemo memo) {}

    private final Map<Key, Place> places = new HashMap<>();

    public OrderWindow() {
        super(SEGMENT_LINES, SEGMENT_MILLIS);
    }

    /** What is remembered of this line (both halves of its hash), or null. */
    public OrderMemo find(long first, long second) {
        Place place = places.get(new Key(first, second));
        return place == null ? null : place.memo;
    }

    /**
     * Notes a status that was not seen before and returns the line's memo.
     *
     * @param time event time, epoch milliseconds
     */
    public OrderMemo see(long first, long second, int status, long time) {
        advance(time);
        Place place = places.computeIfAbsent(new Key(first, second), key -> append(first, second));
        place.memo.see(status);
        touched(place.segment);
        return place.memo;
    }

    private Place append(long first, long second) {
        Lines segment = open();
        OrderMemo memo = new OrderMemo(first, second);
        segment.memos.add(memo);
        return new Place(segment, memo);
    }

    @Override
    public int size() {
        return places.size();
    }

    /** Reads an index and the segments it names. */
    public static OrderWindow read(StateReader reader, SegmentSource source) {
        OrderWindow window = new OrderWindow();
        window.readIndex(reader, source);
        return window;
    }

    @Override
    Lines newSegment(long number, long begun) {
        return new Lines(number, begun);
    }

    @Override
    void restore(Lines segment) {
        for (OrderMemo memo : segment.memos) {
            places.put(new Key(memo.first, memo.second), new Place(segment, memo));
        }
    }

    @Override
    void forget(Lines segment) {
        for (OrderMemo memo : segment.memos) {
            places.remove(new Key(memo.first, memo.second));
        }
    }

    static final class Lines extends Segment {
        private final List<OrderMemo> memos = new ArrayList<>();

        Lines(long number, long begun) {
            super(number, begun);
        }

        @Override
        int size() {
            return memos.size();
        }

        @Override
        void write(StateWriter writer) {
            writer.writeInt(memos.size());
            for (OrderMemo memo : memos) {
                memo.write(writer);
            }
        }

        @Override
        void read(StateReader reader) {
            int count = reader.readInt();
            for (int i = 0; i < count; i++) {
                memos.add(OrderMemo.read(reader));
            }
        }
    }
}
