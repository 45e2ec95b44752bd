package io.tributary.store.disk;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * Records in the heap, on their way to a table on disk: of each key the last one. Each hides what lies beneath.
 *
 * <p>They are hashed, since far more of them are put and asked for than scanned. Keys that begin with the same two bytes are together, so
 * that a scan of a few hashes, which comes with each beat, sorts a few hundred and not all.
 */
final class PendingRecords {
    /** Stands for the value of a record that is to be removed. */
    static final byte[] DELETED = new byte[0];

    private final Map<Integer, Map<Bytes, byte[]>> drawers = new HashMap<>();
    private int size;
    private long bytes;

    /** Null removes the key's record from the table. */
    void put(Bytes key, byte[] value) {
        byte[] held = value == null ? DELETED : value;
        byte[] replaced = drawers.computeIfAbsent(drawer(key.get()), number -> new HashMap<>())
                .put(key, held);
        size += replaced == null ? 1 : 0;
        bytes += held.length - (replaced == null ? -key.get().length : replaced.length);
    }

    /** Number of the drawer in which a key is: its first two bytes. */
    private static int drawer(byte[] key) {
        int first = key.length > 0 ? key[0] & 0xff : 0;
        int second = key.length > 1 ? key[1] & 0xff : 0;
        return first << Byte.SIZE | second;
    }

    /** The value over what lies beneath, or null. */
    byte[] get(Bytes key, RecordReader beneath) {
        Map<Bytes, byte[]> drawer = drawers.get(drawer(key.get()));
        byte[] value = drawer == null ? null : drawer.get(key);
        if (value == null) {
            return beneath.get(key);
        }
        return value == DELETED ? null : value;
    }

    /** Records over what lies beneath, in the order of their keys, as they are now. */
    KeyValueIterator<Bytes, byte[]> scan(KeyRange range, RecordReader beneath) {
        KeyValueIterator<Bytes, byte[]> older = beneath.scan(range);
        // A copy: records may be put while it is gone through.
        TreeMap<Bytes, byte[]> newer = in(range);
        return newer.isEmpty() ? older : new MergedIterator(newer.entrySet().iterator(), older);
    }

    private TreeMap<Bytes, byte[]> in(KeyRange range) {
        TreeMap<Bytes, byte[]> found = new TreeMap<>();
        int begin = range.from() == null ? 0 : drawer(range.from());
        int end = range.before() == null ? Integer.MAX_VALUE : drawer(range.before());
        drawers.forEach((number, drawer) -> {
            if (number >= begin && number <= end) {
                drawer.forEach((key, value) -> {
                    if (range.holds(key.get())) {
                        found.put(key, value);
                    }
                });
            }
        });
        return found;
    }

    /** Keys and values; a value is null when the key's record is to be removed. */
    void forEach(BiConsumer<byte[], byte[]> writer) {
        drawers.values()
                .forEach(drawer ->
                        drawer.forEach((key, value) -> writer.accept(key.get(), value == DELETED ? null : value)));
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Of all keys and values. */
    long bytes() {
        return bytes;
    }
}
