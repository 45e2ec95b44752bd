package io.tributary.bundle;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/**
 * Keys from bytes to text. Few keys make up most of a stream: of those it gives the same string again, with its hash known, and
 * allocates nothing. Bounded: a new key takes the place of another. It grows while keys that are known to its owner find no place;
 * strangers never make it grow. Confined to one thread.
 */
public final class KeyCache {
    private static final int LEAST_SLOTS = 1 << 14;
    /** About 100 MB with keys of 20 characters when all are taken, of which the owner of the keys has half anyway. */
    private static final int MOST_SLOTS = 1 << 20;

    /** Longer ones are not worth the memory that they would hold. */
    private static final int LONGEST = 64;

    /** It grows when one key in so many has to make place for another of the owner's. */
    private static final int CROWDED = 32;

    /** Fibonacci hashing (Knuth, The Art of Computer Programming 3, 6.4): 2^32 divided by the golden ratio. */
    private static final int GOLDEN = 0x9E3779B9;

    private final UnaryOperator<String> known;
    private byte[][] keys = new byte[LEAST_SLOTS][];
    private String[] texts = new String[LEAST_SLOTS];
    private int asked;
    /** Of those, keys of the owner's that took the place of another. */
    private int crowded;

    /**
     * @param known gives the string that its owner has for a key, which is then found by identity, or null for a stranger
     */
    public KeyCache(UnaryOperator<String> known) {
        this.known = known;
    }

    /** The key as text, null for null. */
    public String text(byte[] key) {
        if (key == null) {
            return null;
        }
        if (key.length > LONGEST) {
            return new String(key, StandardCharsets.UTF_8);
        }
        asked++;
        int slot = slot(key);
        if (Arrays.equals(keys[slot], key)) {
            return texts[slot];
        }
        if (Arrays.equals(keys[slot ^ 1], key)) {
            return texts[slot ^ 1];
        }
        return add(slot, key);
    }

    private String add(int slot, byte[] key) {
        String text = new String(key, StandardCharsets.UTF_8);
        String own = known.apply(text);
        if (own != null && keys[slot] != null && keys[slot ^ 1] != null) {
            crowded++;
            growIfCrowded();
        }
        String kept = own == null ? text : own;
        put(slot(key), key, kept);
        return kept;
    }

    /** In the place of the older one of the two that share it. */
    private void put(int slot, byte[] key, String text) {
        keys[slot ^ 1] = keys[slot];
        texts[slot ^ 1] = texts[slot];
        keys[slot] = key;
        texts[slot] = text;
    }

    private void growIfCrowded() {
        if (crowded < keys.length / CROWDED) {
            return;
        }
        boolean often = asked <= keys.length;
        asked = 0;
        crowded = 0;
        if (often && keys.length < MOST_SLOTS) {
            grow();
        }
    }

    private void grow() {
        byte[][] keysBefore = keys;
        String[] textsBefore = texts;
        keys = new byte[2 * keysBefore.length][];
        texts = new String[keys.length];
        for (int i = 0; i < keysBefore.length; i++) {
            if (keysBefore[i] != null) {
                put(slot(keysBefore[i]), keysBefore[i], textsBefore[i]);
            }
        }
    }

    private int slot(byte[] key) {
        return Arrays.hashCode(key) * GOLDEN >>> Integer.numberOfLeadingZeros(keys.length - 1);
    }

    /** How many keys it can hold. */
    int slots() {
        return keys.length;
    }
}
