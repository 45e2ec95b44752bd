package io.tributary.bundle;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Keys from bytes to text. Few keys make up most of a stream: of those it gives the same string again, with its hash known, and
 * allocates nothing. Bounded: a new key takes the place of another. Confined to one thread.
 */
public final class KeyCache {
    /** About 2 MB when all are taken. */
    private static final int SLOTS = 1 << 14;

    /** Longer ones are not worth the memory that they would hold. */
    private static final int LONGEST = 64;

    private final byte[][] keys = new byte[SLOTS][];
    private final String[] texts = new String[SLOTS];

    /** The key as text, null for null. */
    public String text(byte[] key) {
        if (key == null) {
            return null;
        }
        if (key.length > LONGEST) {
            return new String(key, StandardCharsets.UTF_8);
        }
        int hash = Arrays.hashCode(key);
        int slot = (hash ^ hash >>> 16) & (SLOTS - 1);
        if (!Arrays.equals(keys[slot], key)) {
            keys[slot] = key;
            texts[slot] = new String(key, StandardCharsets.UTF_8);
        }
        return texts[slot];
    }
}
