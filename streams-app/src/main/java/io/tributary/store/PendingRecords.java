package io.tributary.store;

import java.util.Collections;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;

/** Records in the heap, on their way to a table on disk: of each key the last one. Each hides what lies beneath. */
final class PendingRecords {
    /** Stands for the value of a record that is to be removed. */
    static final byte[] DELETED = new byte[0];

    /** Sorted, because a scan of a few keys may come often, and there may be many. */
    private final NavigableMap<Bytes, byte[]> records = new TreeMap<>();

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
        NavigableMap<Bytes, byte[]> newer = in(range);
        if (newer.isEmpty()) {
            return older;
        }
        // A copy: records may be put while it is gone through.
        return new MergedIterator(new TreeMap<>(newer).entrySet().iterator(), older);
    }

    private NavigableMap<Bytes, byte[]> in(KeyRange range) {
        NavigableMap<Bytes, byte[]> found = records;
        if (range.from() != null) {
            found = found.tailMap(Bytes.wrap(range.from()), true);
        }
        if (range.before() != null) {
            Bytes before = Bytes.wrap(range.before());
            boolean any = range.from() == null || before.compareTo(Bytes.wrap(range.from())) > 0;
            found = any ? found.headMap(before, false) : Collections.emptyNavigableMap();
        }
        return found;
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
