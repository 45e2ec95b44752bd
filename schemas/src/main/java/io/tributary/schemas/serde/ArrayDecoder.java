package io.tributary.schemas.serde;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.Decoder;
import org.apache.avro.util.Utf8;

/**
 * Decodes Avro's binary form from a byte array. Unlike Avro's own decoder it holds every length against the bytes that are left,
 * so that corrupt bytes cannot ask for gigabytes, refuses texts that are not UTF-8, and makes strings from the array without a copy
 * between.
 * Not thread-safe; reusable through {@link #reset}.
 */
final class ArrayDecoder extends Decoder {
    private byte[] buffer = new byte[0];
    private int position;

    ArrayDecoder reset(byte[] bytes, int offset) {
        buffer = bytes;
        position = offset;
        return this;
    }

    int remaining() {
        return buffer.length - position;
    }

    /** Where the next value begins in {@link #array()}. */
    int position() {
        return position;
    }

    byte[] array() {
        return buffer;
    }

    /** Passes over a text and returns where it lies: see {@link ImpressionView#span}. */
    long readSpan() throws IOException {
        int length = textLength();
        long span = ImpressionView.span(position, length);
        position += length;
        return span;
    }

    /** Reads the branch of a union with null in front. */
    boolean readIsPresent() throws IOException {
        int index = readIndex();
        if (index != 0 && index != 1) {
            throw new IOException("a union of two has no branch " + index);
        }
        return index == 1;
    }

    @Override
    public void readNull() {
        // null has no bytes
    }

    @Override
    public boolean readBoolean() throws IOException {
        int value = nextByte();
        if (value > 1 || value < 0) {
            throw new AvroRuntimeException("a boolean is " + value);
        }
        return value == 1;
    }

    @Override
    public int readInt() throws IOException {
        if (position < buffer.length && buffer[position] >= 0) {
            int raw = buffer[position++];
            return (raw >>> 1) ^ -(raw & 1);
        }
        long value = readLong();
        if (value != (int) value) {
            throw new AvroRuntimeException("an int is out of range: " + value);
        }
        return (int) value;
    }

    @Override
    public long readLong() throws IOException {
        int next = nextByte();
        long raw = next & 0x7f;
        for (int shift = 7; next < 0; shift += 7) {
            if (shift > 63) {
                throw new AvroRuntimeException("a number is longer than 10 bytes");
            }
            next = nextByte();
            raw |= (next & 0x7fL) << shift;
        }
        return (raw >>> 1) ^ -(raw & 1);
    }

    @Override
    public float readFloat() throws IOException {
        return Float.intBitsToFloat((int) littleEndian(4));
    }

    @Override
    public double readDouble() throws IOException {
        return Double.longBitsToDouble(littleEndian(8));
    }

    @Override
    public String readString() throws IOException {
        int length = textLength();
        String value = new String(buffer, position, length, StandardCharsets.UTF_8);
        position += length;
        return value;
    }

    @Override
    public Utf8 readString(Utf8 old) throws IOException {
        byte[] bytes = new byte[textLength()];
        readFixed(bytes, 0, bytes.length);
        return new Utf8(bytes);
    }

    @Override
    public void skipString() throws IOException {
        skipSized();
    }

    @Override
    public ByteBuffer readBytes(ByteBuffer old) throws IOException {
        byte[] bytes = new byte[length()];
        readFixed(bytes, 0, bytes.length);
        return ByteBuffer.wrap(bytes);
    }

    @Override
    public void skipBytes() throws IOException {
        skipSized();
    }

    @Override
    public void readFixed(byte[] bytes, int start, int length) throws IOException {
        require(length);
        System.arraycopy(buffer, position, bytes, start, length);
        position += length;
    }

    @Override
    public void skipFixed(int length) throws IOException {
        require(length);
        position += length;
    }

    @Override
    public int readEnum() throws IOException {
        return readInt();
    }

    @Override
    public int readIndex() throws IOException {
        return readInt();
    }

    @Override
    public long readArrayStart() throws IOException {
        return itemCount();
    }

    @Override
    public long arrayNext() throws IOException {
        return itemCount();
    }

    @Override
    public long skipArray() throws IOException {
        return skipBlocks();
    }

    @Override
    public long readMapStart() throws IOException {
        return itemCount();
    }

    @Override
    public long mapNext() throws IOException {
        return itemCount();
    }

    @Override
    public long skipMap() throws IOException {
        return skipBlocks();
    }

    /** An item takes at least one byte: no schema here has items of none. */
    private long itemCount() throws IOException {
        long count = readLong();
        if (count < 0) {
            readLong(); // the block's size in bytes, for those who skip
            count = -count;
        }
        if (count < 0 || count > remaining()) {
            throw new AvroRuntimeException("a list claims " + count + " items in " + remaining() + " bytes");
        }
        return count;
    }

    private long skipBlocks() throws IOException {
        long count = readLong();
        while (count < 0) {
            skipSized();
            count = readLong();
        }
        if (count > remaining()) {
            throw new AvroRuntimeException("a list claims " + count + " items in " + remaining() + " bytes");
        }
        return count;
    }

    private void skipSized() throws IOException {
        // Not in one statement: += would take the position from before the length was read.
        int length = length();
        position += length;
    }

    /** Of bytes that are text: with replacement characters for what is not, one id would be made of two. */
    private int textLength() throws IOException {
        int length = length();
        if (!io.tributary.schemas.bounds.Utf8.isValid(buffer, position, length)) {
            throw new AvroRuntimeException("a text is not UTF-8");
        }
        return length;
    }

    private int length() throws IOException {
        long length = readLong();
        if (length < 0 || length > remaining()) {
            throw new AvroRuntimeException("a value claims " + length + " bytes of " + remaining() + " left");
        }
        return (int) length;
    }

    private long littleEndian(int bytes) throws IOException {
        require(bytes);
        long bits = 0;
        for (int i = 0; i < bytes; i++) {
            bits |= (buffer[position + i] & 0xffL) << (8 * i);
        }
        position += bytes;
        return bits;
    }

    private void require(int bytes) throws IOException {
        if (bytes > remaining()) {
            throw new EOFException("the record ends early");
        }
    }

    private byte nextByte() throws IOException {
        if (position >= buffer.length) {
            throw new EOFException("the record ends early");
        }
        return buffer[position++];
    }
}
