package io.tributary.bench.kernel;

import java.nio.charset.StandardCharsets;

/** Ids of 33 characters, none twice: 80 bytes each, as an id that comes off the wire. */
final class FreshIds {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final byte[] text = "0000000000000000-0000000000000000".getBytes(StandardCharsets.US_ASCII);
    private long next;

    String next() {
        write(text, 0, next++);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Puts the next id where one of as many characters stands. */
    void next(byte[] bytes, int from) {
        System.arraycopy(text, 0, bytes, from, text.length);
        write(bytes, from, next++);
    }

    private void write(byte[] bytes, int from, long number) {
        long rest = number;
        for (int at = from + text.length - 1; rest != 0; at--) {
            bytes[at] = HEX[(int) (rest & 15)];
            rest >>>= 4;
        }
    }
}
