package io.tributary.domain.state;

import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Compact binary form of live objects: zigzag varints, 8-byte doubles, UTF-8 strings. Reused between objects. */
public final class StateWriter {
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes = new byte[512];
    private int length;

    public StateWriter reset() {
        length = 0;
        return this;
    }

    /** Bytes written since the last reset. */
    public int length() {
        return length;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    public void writeByte(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    public void writeBoolean(boolean value) {
        writeByte(value ? 1 : 0);
    }

    public void writeLong(long value) {
        writeUnsigned((value << 1) ^ (value >> 63));
    }

    /** Seven bits a byte, the lowest first, for what is never negative: a negative one takes ten bytes. */
    public void writeUnsigned(long value) {
        ensure(10);
        byte[] to = bytes;
        int at = length;
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            to[at++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        to[at++] = (byte) rest;
        length = at;
    }

    public void writeInt(int value) {
        writeLong(value);
    }

    /** Eight bytes, for values such as hashes that a varint would lengthen. */
    public void writeFixed(long value) {
        ensure(8);
        LONGS.set(bytes, length, value);
        length += Long.BYTES;
    }

    public void writeDouble(double value) {
        writeFixed(Double.doubleToRawLongBits(value));
    }

    public void writeString(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        writeBytes(utf8);
    }

    public void writeBytes(byte[] value) {
        writeInt(value.length);
        writeRaw(value);
    }

    /** Bytes without their length. */
    public void writeRaw(byte[] value) {
        writeRaw(value, 0, value.length);
    }

    private void writeRaw(byte[] value, int from, int count) {
        ensure(count);
        System.arraycopy(value, from, bytes, length, count);
        length += count;
    }

    /** What another one has written, without its length. */
    public void writeRaw(StateWriter other) {
        writeRaw(other.bytes, 0, other.length);
    }

    /** For encoders that write to a stream: what they write is written here. */
    public OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int value) {
                writeByte(value);
            }

            @Override
            public void write(byte[] value, int from, int count) {
                writeRaw(value, from, count);
            }
        };
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
