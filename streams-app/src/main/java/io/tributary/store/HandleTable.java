package io.tributary.store;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Handles by key: open addressing with linear probing, so that a key which is not there costs one wait for memory, and one that is there
 * two less than in a map of nodes. Finds a key by its bytes without making text of them.
 */
final class HandleTable<V> {
    private static final int LEAST_SLOTS = 16;

    private int[] hashes;
    private Handle<V>[] handles;
    private int size;
    private int[] asked = {};

    /** Kept only so that what is read for it is read. */
    @SuppressWarnings("unused")
    private int touched;

    HandleTable() {
        clear();
    }

    /** The key's handle, or null. */
    Handle<V> get(String key) {
        return handles[find(key, hash(key.hashCode()))];
    }

    /** Where the key is, or where it would be. */
    private int find(String key, int hash) {
        int at = slot(hash);
        while (handles[at] != null && !(hashes[at] == hash && handles[at].key().equals(key))) {
            at = next(at);
        }
        return at;
    }

    /**
     * Finds several keys. Each step is made for all of them before the next one, so that their waits for memory overlap.
     *
     * @param keys in UTF-8, or null; text is made of a key only where it is not ASCII
     * @param found takes the handles, null where there is none
     * @param count of both that count
     */
    void get(byte[][] keys, Handle<V>[] found, int count) {
        asked = asked.length < count ? new int[count] : asked;
        int sum = 0;
        for (int i = 0; i < count; i++) {
            asked[i] = keys[i] == null ? 0 : hash(textHash(keys[i]));
            sum += hashes[slot(asked[i])];
        }
        for (int i = 0; i < count; i++) {
            found[i] = handles[slot(asked[i])];
        }
        for (int i = 0; i < count; i++) {
            sum += found[i] == null ? 0 : found[i].key().length();
        }
        for (int i = 0; i < count; i++) {
            found[i] = keys[i] == null ? null : get(keys[i], asked[i]);
        }
        touched = sum;
    }

    private Handle<V> get(byte[] key, int hash) {
        for (int at = slot(hash); handles[at] != null; at = next(at)) {
            if (hashes[at] == hash && isSame(handles[at].key(), key)) {
                return handles[at];
            }
        }
        return null;
    }

    /** What the key has as text. */
    private static int textHash(byte[] key) {
        int hash = 0;
        int bits = 0;
        for (byte each : key) {
            hash = 31 * hash + each;
            bits |= each;
        }
        return bits < 0 ? new String(key, StandardCharsets.UTF_8).hashCode() : hash;
    }

    private static boolean isSame(String text, byte[] key) {
        if (text.length() != key.length) {
            return text.length() < key.length && text.equals(new String(key, StandardCharsets.UTF_8));
        }
        for (int i = 0; i < key.length; i++) {
            // No character takes less than a byte, so a text as long as its bytes is ASCII.
            if (text.charAt(i) != key[i]) {
                return false;
            }
        }
        return true;
    }

    /** Adds the handle of a key that is not there, or replaces the one that is. */
    void put(Handle<V> handle) {
        if (2 * (size + 1) > hashes.length) {
            rebuild(2 * hashes.length);
        }
        int hash = hash(handle.key().hashCode());
        int at = find(handle.key(), hash);
        size += handles[at] == null ? 1 : 0;
        hashes[at] = hash;
        handles[at] = handle;
    }

    /** Removes the handles of which this holds. It looks at all of them. */
    void removeIf(Predicate<Handle<V>> gone) {
        for (int at = 0; at < handles.length; at++) {
            if (handles[at] != null && gone.test(handles[at])) {
                handles[at] = null;
                size--;
            }
        }
        rebuild(slotsFor(size));
    }

    /** Removes a handle that is there; what was moved on because its slot was taken moves back. */
    void remove(Handle<V> handle) {
        int free = slot(hash(handle.key().hashCode()));
        while (handles[free] != handle) {
            free = next(free);
        }
        for (int at = next(free); handles[at] != null; at = next(at)) {
            int mask = hashes.length - 1;
            boolean reachesFree = (at - slot(hashes[at]) & mask) >= (at - free & mask);
            if (reachesFree) {
                hashes[free] = hashes[at];
                handles[free] = handles[at];
                free = at;
            }
        }
        handles[free] = null;
        size--;
    }

    void clear() {
        allocate(LEAST_SLOTS);
    }

    int size() {
        return size;
    }

    /** In no certain order, which is the same again for the same keys put in the same order. */
    void forEach(Consumer<Handle<V>> visitor) {
        for (Handle<V> handle : handles) {
            if (handle != null) {
                visitor.accept(handle);
            }
        }
    }

    private void rebuild(int slots) {
        Handle<V>[] old = handles;
        allocate(slots);
        for (Handle<V> handle : old) {
            if (handle != null) {
                put(handle);
            }
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private void allocate(int slots) {
        hashes = new int[slots];
        handles = new Handle[slots];
        size = 0;
    }

    private static int slotsFor(int count) {
        int slots = LEAST_SLOTS;
        while (slots < 2 * (count + 1)) {
            slots *= 2;
        }
        return slots;
    }

    private int slot(int hash) {
        return hash & hashes.length - 1;
    }

    private int next(int slot) {
        return slot + 1 & hashes.length - 1;
    }

    /** Keys that count up have hashes side by side, and these runs would grow into each other. */
    private static int hash(int text) {
        int mixed = text * 0x9E37_79B9;
        return mixed ^ mixed >>> 15;
    }
}
