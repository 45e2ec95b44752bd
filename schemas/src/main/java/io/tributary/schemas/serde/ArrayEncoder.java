package io.tributary.schemas.serde;

import java.util.Arrays;
import org.apache.avro.io.BinaryData;
import org.apache.avro.io.BinaryEncoder;

/** Encodes Avro's binary form into an array that is kept between records. Not thread-safe; reusable through {@link #start}. */
final class ArrayEncoder extends BinaryEncoder {
    private static final int FIRST_SIZE = 512;
    /** One huge record must not hold its memory for ever. */
    private static final int LARGEST_KEPT = 1 << 20;

    private static final int LONGEST_INT = 5;
    private static final int LONGEST_LONG = 10;

    private byte[] buffer = new byte[FIRST_SIZE];
    private int size;

    /** Begins a record with the header of the wire format: a zero and the schema id, big-endian. */
    ArrayEncoder start(int schemaId) {
        buffer[0] = WireFormat.MAGIC;
        buffer[1] = (byte) (schemaId >>> 24);
        buffer[2] = (byte) (schemaId >>> 16);
        buffer[3] = (byte) (schemaId >>> 8);
        buffer[4] = (byte) schemaId;
        size = WireFormat.HEADER_SIZE;
        return this;
    }

    byte[] finish() {
        byte[] record = Arrays.copyOf(buffer, size);
        if (buffer.length > LARGEST_KEPT) {
            buffer = new byte[FIRST_SIZE];
        }
        return record;
    }

    @Override
    public void writeBoolean(boolean value) {
        ensure(1);
        buffer[size++] = (byte) (value ? 1 : 0);
    }

    @Override
    public void writeInt(int value) {
        ensure(LONGEST_INT);
        size += BinaryData.encodeInt(value, buffer, size);
    }

    @Override
    public void writeLong(long value) {
        ensure(LONGEST_LONG);
        size += BinaryData.encodeLong(value, buffer, size);
    }

    @Override
    public void writeFloat(float value) {
        ensure(Float.BYTES);
        size += BinaryData.encodeFloat(value, buffer, size);
    }

    @Override
    public void writeDouble(double value) {
        ensure(Double.BYTES);
        size += BinaryData.encodeDouble(value, buffer, size);
    }

    @Override
    public void writeFixed(byte[] bytes, int start, int length) {
        ensure(length);
        System.arraycopy(bytes, start, buffer, size, length);
        size += length;
    }

    @Override
    protected void writeZero() {
        ensure(1);
        buffer[size++] = 0;
    }

    @Override
    public int bytesBuffered() {
        return size;
    }

    @Override
    public void flush() {
        // the array is the destination
    }

    private void ensure(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }
}
