package io.tributary.topology.merchant;

import io.tributary.domain.state.StateWriter;
import io.tributary.store.live.Section;
import java.nio.ByteBuffer;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * Small records in a section of a task's store that are remembered for some time: by a hash of what they are of, with a mark where the
 * sweep that drops them is.
 */
final class HashedRecords {
    /** So that a beat never takes long, however many records there are. */
    static final int MOST_SWEPT = 10_000;

    private static final int KEY_BYTES = Section.NAME_BYTES + 16;
    private static final double HALF_OF_KEYS = 0x1p63;

    private final Section section;
    private final ToLongFunction<byte[]> time;
    /** Names the record that the sweep looks at next. Shorter than a record's key, so it is none. */
    private final Bytes nextSwept;

    private final StateWriter writer = new StateWriter();

    /**
     * @param time from which on a record is remembered, epoch milliseconds
     */
    HashedRecords(Section section, ToLongFunction<byte[]> time) {
        this.section = section;
        this.time = time;
        this.nextSwept = section.key(new byte[] {0});
    }

    /** The record of a hash, or null. */
    byte[] find(long first, long second) {
        return section.get(key(first, second));
    }

    void put(long first, long second, byte[] record) {
        section.put(key(first, second), record);
    }

    private Bytes key(long first, long second) {
        writer.reset().writeFixed(first);
        writer.writeFixed(second);
        return section.key(writer.toByteArray());
    }

    /**
     * Drops records of before a time. Keys are hashes and lie evenly, so a share of the records is a share of the space of keys.
     *
     * @param share of all records to look at, 0 to 1; the next call goes on from there
     */
    void sweep(long before, double share) {
        byte[] begin = section.get(nextSwept);
        Bytes next = end(begin, share);
        int left = MOST_SWEPT;
        try (KeyValueIterator<Bytes, byte[]> records = section.range(begin == null ? null : Bytes.wrap(begin), next)) {
            while (records.hasNext()) {
                KeyValue<Bytes, byte[]> entry = records.next();
                if (entry.key.get().length != KEY_BYTES) {
                    continue;
                }
                if (left == 0) {
                    next = entry.key;
                    break;
                }
                if (time.applyAsLong(entry.value) < before) {
                    section.put(entry.key, null);
                }
                left--;
            }
        }
        if (next != null || begin != null) {
            section.put(nextSwept, next == null ? null : next.get());
        }
    }

    /** Where this share of the space ends that begins there; null at the end of the space. */
    private Bytes end(byte[] begin, double share) {
        long from = begin == null ? 0 : first(begin);
        long step = Math.max(1, (long) (share * HALF_OF_KEYS)) << 1;
        long to = from + step;
        return share >= 1 || Long.compareUnsigned(to, from) <= 0 ? null : key(to, 0);
    }

    private static long first(byte[] key) {
        return ByteBuffer.wrap(key, Section.NAME_BYTES, Long.BYTES).getLong();
    }
}
