package io.tributary.domain.dedup;

import io.tributary.domain.Arm;
import io.tributary.domain.Surface;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;

/** What is remembered of one order line: the statuses seen, and where its payment was counted, to turn it back there. */
public final class OrderMemo {
    private static final int FORMAT = 1;
    private static final Surface[] SURFACES = Surface.values();
    private static final Arm[] ARMS = Arm.values();

    private final long first;
    private final long second;
    private int statuses;
    private long touchedAt;
    private long paidAt = -1;
    private Surface surface = Surface.UNKNOWN;
    private Arm arm = Arm.NONE;
    private int bucket = -1;

    /** A line (both halves of its hash) of which nothing was seen. */
    public OrderMemo(long first, long second) {
        this.first = first;
        this.second = second;
    }

    public long first() {
        return first;
    }

    public long second() {
        return second;
    }

    /**
     * Whether this status was counted already.
     *
     * @param status ordinal of the status, 0 to 30
     */
    public boolean seen(int status) {
        return (statuses & 1 << status) != 0;
    }

    /**
     * Notes a status.
     *
     * @param time from which it is remembered, epoch milliseconds
     */
    public void see(int status, long time) {
        statuses |= 1 << status;
        touchedAt = Math.max(touchedAt, time);
    }

    /** From when it is remembered, epoch milliseconds. */
    public long touchedAt() {
        return touchedAt;
    }

    /**
     * Notes where the payment was counted.
     *
     * @param time event time of the payment, epoch milliseconds
     */
    public void paid(long time, Surface where, Arm side, int requestBucket) {
        paidAt = time;
        surface = where;
        arm = side;
        bucket = requestBucket;
    }

    public boolean isPaid() {
        return paidAt >= 0;
    }

    public long paidAt() {
        return paidAt;
    }

    public Surface surface() {
        return surface;
    }

    public Arm arm() {
        return arm;
    }

    public int bucket() {
        return bucket;
    }

    /** Writes what is remembered, not which line it is: that is the key it is kept under. */
    public void write(StateWriter writer) {
        writer.writeByte(FORMAT);
        writer.writeInt(statuses);
        writer.writeLong(touchedAt);
        writer.writeLong(paidAt);
        writer.writeByte(surface.ordinal());
        writer.writeByte(arm.ordinal());
        writer.writeInt(bucket);
    }

    /**
     * Reads what is remembered of this line.
     *
     * @throws IllegalStateException when the bytes are of another format
     */
    public static OrderMemo read(long first, long second, StateReader reader) {
        int format = reader.readByte();
        if (format != FORMAT) {
            throw new IllegalStateException("order memo of format " + format + ", known is " + FORMAT);
        }
        OrderMemo memo = new OrderMemo(first, second);
        memo.statuses = reader.readInt();
        memo.touchedAt = reader.readLong();
        memo.paidAt = reader.readLong();
        memo.surface = SURFACES[reader.readByte()];
        memo.arm = ARMS[reader.readByte()];
        memo.bucket = reader.readInt();
        return memo;
    }
}
