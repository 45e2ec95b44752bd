package io.tributary.domain.dedup;

import io.tributary.domain.Arm;
import io.tributary.domain.Surface;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;

/** What is remembered of one order line: the statuses seen, and where its payment was counted, to turn it back there. */
public final class OrderMemo {
    private static final Surface[] SURFACES = Surface.values();
    private static final Arm[] ARMS = Arm.values();

    final long first;
    final long second;
    private int statuses;
    private long paidAt = -1;
    private Surface surface = Surface.UNKNOWN;
    private Arm arm = Arm.NONE;
    private int bucket = -1;

    OrderMemo(long first, long second) {
        this.first = first;
        this.second = second;
    }

    /**
     * Whether this status was counted already.
     *
     * @param status ordinal of the status, 0 to 30
     */
    public boolean seen(int status) {
        return (statuses & 1 << status) != 0;
    }

    void see(int status) {
        statuses |= 1 << status;
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

    void write(StateWriter writer) {
        writer.writeFixed(first);
        writer.writeFixed(second);
        writer.writeInt(statuses);
        writer.writeLong(paidAt);
        writer.writeByte(surface.ordinal());
        writer.writeByte(arm.ordinal());
        writer.writeInt(bucket);
    }

    static OrderMemo read(StateReader reader) {
        OrderMemo memo = new OrderMemo(reader.readFixed(), reader.readFixed());
        memo.statuses = reader.readInt();
        memo.paidAt = reader.readLong();
        memo.surface = SURFACES[reader.readByte()];
        memo.arm = ARMS[reader.readByte()];
        memo.bucket = reader.readInt();
        return memo;
    }
}
