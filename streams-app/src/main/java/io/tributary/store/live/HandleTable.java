package io.tributary.store.live;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Handles by key: open addressing with linear probing, so that a key which is not there costs one wait for memory, and one that is there
 * two less than in a map of nodes. Keys are bytes, as events bring them.
 *
 * <p>Why it is no map of the JDK: among 1,000,000 merchants, 32 keys in a row, each merchant as likely as any, a key costs about 0.25 us
 * here, 1.0 in a {@code HashMap} by bytes in a wrapper and 2.8 in one by text (medians on a machine on which builds ran; the least of
 * nine were 0.18, 0.81 and 1.34): the waits of 32 keys overlap, and no text is made. A slot takes 8 bytes and a table has two to four of
 * them an entry, 17 bytes with 1,000,000; a {@code HashMap} takes 40, and a wrapper 24 more. Measured by
 * {@code scripts/bench kernels -p entries=1000000 LookUpBenchmark}; the 17 bytes are reckoned.
 */
final class HandleTable<V> {
    private static final int LEAST_SLOTS = 16;
    /** 2^64 divided by the golden ratio (Knuth, The Art of Computer Programming, vol. 3, section 6.4): what counts up is spread evenly. */
    private static final long MULTIPLIER = 0x9E37_79B9_7F4A_7C15L;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

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

    /** The handle of a key in UTF-8, or null. */
    Handle<V> get(byte[] key) {
        return handles[slot(key, 0, hash(key, 0))];
    }

    /** The handle of the object whose main record has this key, or null. */
    Handle<V> ofMain(byte[] main) {
        return handles[slot(main, Section.NAME_BYTES, hash(main, Section.NAME_BYTES))];
    }

    /** Where the handle of the key that begins here is, or where it would be. */
    private int slot(byte[] key, int from, int hash) {
        int at = slot(hash);
        while (handles[at] != null && !(hashes[at] == hash && handles[at].isOf(key, from))) {
            at = next(at);
        }
        return at;
    }

    /**
     * Finds several keys. Each step is made for all of them before the next one, so that their waits for memory overlap.
     *
     * @param keys in UTF-8, or null
     * @param found takes the handles, null where there is none
     * @param count of both that count
     */
    void get(byte[][] keys, Handle<V>[] found, int count) {
        asked = asked.length < count ? new int[count] : asked;
        int sum = 0;
        for (int i = 0; i < count; i++) {
            asked[i] = keys[i] == null ? 0 : hash(keys[i], 0);
        }
        for (int i = 0; i < count; i++) {
            sum += hashes[slot(asked[i])];
        }
        for (int i = 0; i < count; i++) {
            found[i] = handles[slot(asked[i])];
        }
        for (int i = 0; i < count; i++) {
            sum += found[i] == null ? 0 : found[i].main().length;
        }
        for (int i = 0; i < count; i++) {
            found[i] = keys[i] == null ? null : handles[slot(keys[i], 0, asked[i])];
        }
        touched = sum;
    }

    /** Adds the handle of a key that is not there, or replaces the one that is. */
    void put(Handle<V> handle) {
        if (2 * (size + 1) > hashes.length) {
            rebuild(2 * hashes.length);
        }
        int hash = hash(handle.main(), Section.NAME_BYTES);
        int at = slot(handle.main(), Section.NAME_BYTES, hash);
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
        int free = slot(hash(handle.main(), Section.NAME_BYTES));
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

    /** Of a key's bytes from one on: eight at a time, and the last eight once more where they are no multiple. */
    static int hash(byte[] key, int from) {
        int length = key.length - from;
        long hash = length * MULTIPLIER;
        if (length < Long.BYTES) {
            for (int i = from; i < key.length; i++) {
                hash = (hash + key[i]) * MULTIPLIER;
            }
        } else {
            for (int i = from; i < key.length - Long.BYTES; i += Long.BYTES) {
                hash = mixed(hash ^ (long) LONGS.get(key, i));
            }
            hash = mixed(hash ^ (long) LONGS.get(key, key.length - Long.BYTES));
        }
        return (int) (mixed(hash) >>> Integer.SIZE);
    }

    /** High bits come down, so that another round takes them everywhere. */
    private static long mixed(long hash) {
        long product = hash * MULTIPLIER;
        return product ^ product >>> Integer.SIZE;
    }
}
