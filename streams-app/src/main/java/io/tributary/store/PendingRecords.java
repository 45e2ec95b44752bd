package io.tributary.store;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;

/** Records in the heap, on their way to a table on disk: of each key the last one. Each hides what lies beneath. */
final class PendingRecords {
    /** Stands for the value of a record that is to be removed. */
    static final byte[] DELETED = new byte[0];

    private final Map<Bytes, byte[]> records = new HashMap<>();
    private long bytes;

    /** Null removes the key's record from the table. */
    void put(Bytes key, byte[] value) {
        byte[] held = value == null ? DELETED : value;
        byte[] replaced = records.put(key, held);
        bytes += held.length - (replaced == null ? -key.get().length : replaced.length);
    }

    /** The value over what lies beneath, or null. */
    byte[] get(Bytes key, RecordReader beneath) {
        byte[] value = records.get(key);
        if (value == null) {
            return beneath.get(key);
        }
        return value == DELETED ? null : value;
    }

    /** Records over what lies beneath, in the order of their keys, as they are now. */
    KeyValueIterator<Bytes, byte[]> scan(KeyRange range, RecordReader beneath) {
        KeyValueIterator<Bytes, byte[]> older = beneath.scan(range);
        return records.isEmpty() ? older : new MergedIterator(sorted(range), older);
    }

    private Iterator<Map.Entry<Bytes, byte[]>> sorted(KeyRange range) {
        Map<Bytes, byte[]> sorted = new TreeMap<>();
        records.forEach((key, value) -> {
            if (range.contains(key.get())) {
                sorted.put(key, value);
            }
        });
        return sorted.entrySet().iterator();
    }

    /** Keys and values; a value is null when the key's record is to be removed. */
    void forEach(BiConsumer<byte[], byte[]> writer) {
        records.forEach((key, value) -> writer.accept(key.get(), value == DELETED ? null : value));
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
}
