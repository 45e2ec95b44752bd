package io.tributary.store.disk;

import java.util.Arrays;

/**
 * Keys from one on to before another, compared as unsigned bytes.
 *
 * @param from the first, or null for no bound
 * @param before what comes after the last, or null for no bound
 */
record KeyRange(byte[] from, byte[] before) {
    static final KeyRange ALL = new KeyRange(null, null);

    /** Both bounds included; null for no bound. */
    static KeyRange of(byte[] from, byte[] to) {
        // No key lies between a key and the same with a zero byte.
        return new KeyRange(from, to == null ? null : Arrays.copyOf(to, to.length + 1));
    }

    /** All keys that begin with these bytes. */
    static KeyRange prefix(byte[] prefix) {
        int length = prefix.length;
        while (length > 0 && prefix[length - 1] == (byte) 0xff) {
            length--;
        }
        if (length == 0) {
            return new KeyRange(prefix, null);
        }
        byte[] before = Arrays.copyOf(prefix, length);
        before[length - 1]++;
        return new KeyRange(prefix, before);
    }

    boolean holds(byte[] key) {
        return (from == null || Arrays.compareUnsigned(key, from) >= 0) && isBeforeEnd(key);
    }

    boolean isBeforeEnd(byte[] key) {
        return before == null || Arrays.compareUnsigned(key, before) < 0;
    }
}
