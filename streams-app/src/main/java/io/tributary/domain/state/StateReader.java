package io.tributary.domain.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads what {@link StateWriter} wrote. Every method throws IllegalStateException when the bytes end too early. */
public final class StateReader {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes;
    private final int end;
    private int position;

    public StateReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** Reads a part of the bytes. */
    public StateReader(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        this.position = offset;
        this.end = offset + length;
    }

    public int readByte() {
        need(1);
        return bytes[position++];
    }

    public boolean readBoolean() {
        return readByte() != 0;
    }

    public long readLong() {
        long value = readUnsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    /** Reads what {@link StateWriter#writeUnsigned} wrote. */
    public long readUnsigned() {
        long value = 0;
        int shift = 0;
        int next;
        do {
            next = readByte();
            value |= (long) (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0);
        return value;
    }

    public int readInt() {
        return Math.toIntExact(readLong());
    }

    public long readFixed() {
        need(8);
        long value = (long) LONGS.get(bytes, position);
        position += Long.BYTES;
        return value;
    }

    public double readDouble() {
        return Double.longBitsToDouble(readFixed());
    }

    public String readString() {
        int length = readInt();
        need(length);
        String value = new String(bytes, position, length, StandardCharsets.UTF_8);
        position += length;
        return value;
    }

    public byte[] readBytes() {
        int length = readInt();
        need(length);
        byte[] value = new byte[length];
        System.arraycopy(bytes, position, value, 0, length);
        position += length;
        return value;
    }

    /** Whether there are bytes left. */
    public boolean hasMore() {
        return position < end;
    }

    /** Of the next byte. */
    public int position() {
        return position;
    }

    public void skip(int length) {
        need(length);
        position += length;
    }

    private void need(int more) {
        if (more < 0 || position + more > end) {
            throw new IllegalStateException("state ends at byte " + end + ", needed " + (position + more));
        }
    }
}
