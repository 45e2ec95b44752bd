package io.tributary.store;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;

/** Records in the heap, on their way to a table on disk: of each key the last one. */
final class PendingRecords {
    /** Stands for the value of a record that is to be removed. */
    static final byte[] DELETED = new byte[0];

    private Map<Bytes, byte[]> records = new HashMap<>();
    private long bytes;

    /** Null removes the key's record from the table. */
    void put(Bytes key, byte[] value) {
        byte[] held = value == null ? DELETED : value;
        byte[] replaced = records.put(key, held);
        bytes += held.length - (replaced == null ? -key.get().length : replaced.length);
    }

    /** The value, {@link #DELETED}, or null when the table's holds. */
    byte[] get(Bytes key) {
        return records.get(key);
    }

    /** Gives all away; values may be {@link #DELETED}. */
    Map<Bytes, byte[]> take() {
        Map<Bytes, byte[]> taken = records;
        records = new HashMap<>();
        bytes = 0;
        return taken;
    }

    /** A copy, in the order of keys. */
    Iterator<Map.Entry<Bytes, byte[]>> sorted(KeyRange range) {
        return sorted(records, range);
    }

    static Iterator<Map.Entry<Bytes, byte[]>> sorted(Map<Bytes, byte[]> records, KeyRange range) {
        Map<Bytes, byte[]> sorted = new TreeMap<>();
        records.forEach((key, value) -> {
            if (range.contains(key.get())) {
                sorted.put(key, value);
            }
        });
        return sorted.entrySet().iterator();
    }

    int size() {
        return records.size();
    }

    boolean isEmpty() {
        return records.isEmpty();
    }

    /** Of all keys and values. */
    long bytes() {
        return bytes;
    }

    void clear() {
        records.clear();
        bytes = 0;
    }
}
