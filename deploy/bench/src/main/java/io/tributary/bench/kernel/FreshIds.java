package io.tributary.bench.kernel;

import java.nio.charset.StandardCharsets;

/** Ids of 33 characters, none twice: 80 bytes each, as an id that comes off the wire. */
final class FreshIds {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final byte[] text = "0000000000000000-0000000000000000".getBytes(StandardCharsets.US_ASCII);
    private long next;

    String next() {
        long rest = next++;
        for (int at = text.length - 1; rest != 0; at--) {
            text[at] = HEX[(int) (rest & 15)];
            rest >>>= 4;
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }
}
