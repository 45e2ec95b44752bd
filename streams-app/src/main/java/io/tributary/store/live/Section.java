package io.tributary.store.live;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Records of a store whose keys begin with a byte of their own. Keys are those of the store here, as {@link #key} makes them, so that
 * one that is used often is made once.
 */
public final class Section {
    /** Of the section's name, at the begin of each key. */
    public static final int NAME_BYTES = 1;

    private static final char MOST = 0x7e;

    private final KeyValueStore<Bytes, byte[]> store;
    private final byte name;

    /**
     * @param name an ASCII character; neighbouring ones are as good as any
     * @throws IllegalArgumentException when it is none
     */
    public Section(KeyValueStore<Bytes, byte[]> store, char name) {
        if (name < 1 || name > MOST) {
            throw new IllegalArgumentException("name: is " + (int) name + ", must be within 1 and " + (int) MOST);
        }
        this.store = store;
        this.name = (byte) name;
    }

    /** The store's key for one of this section's own. */
    public Bytes key(byte[] own) {
        byte[] key = new byte[NAME_BYTES + own.length];
        key[0] = name;
        System.arraycopy(own, 0, key, NAME_BYTES, own.length);
        return Bytes.wrap(key);
    }

    /** The value, or null. */
    public byte[] get(Bytes key) {
        return store.get(key);
    }

    /**
     * @param value null removes the record
     */
    public void put(Bytes key, byte[] value) {
        store.put(key, value);
    }

    /**
     * The section's records in the order of their keys, to be closed.
     *
     * @param from the first one's key, or null
     * @param to the last one's key, or null
     */
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        return store.range(from == null ? begin(name) : from, to == null ? begin((byte) (name + 1)) : to);
    }

    /** Where a section begins; no record has this key. */
    private static Bytes begin(byte name) {
        return Bytes.wrap(new byte[] {name});
    }
}
