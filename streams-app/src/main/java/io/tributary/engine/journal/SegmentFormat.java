package io.tributary.engine.journal;

import io.tributary.domain.state.PackedLayout;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;

/**
 * The form of a segment of the journal:
 *
 * <pre>
 * byte      version of this layout, 1
 * uvarint   position of the first entry
 * uvarint   number of entries
 * varint    length of the entries
 * of each entry, in the order in which they came,
 * uvarint   the merchant's number
 * uvarint   what it is: 0 a snapshot, else the number of its kind in this segment, from 1 on
 *     a snapshot:
 * varint    its length
 * bytes     what the merchant has counted
 *     a kind:
 * varint    event time, epoch milliseconds, less that of the impression before in this segment
 * uvarint   what the kind is, if it is the first entry of it
 *     and behind the entries:
 * bytes     what a later version appends
 * </pre>
 *
 * with uvarint for an unsigned integer of seven bits a byte, the lowest first, and varint for one with a sign. What a kind is the journal
 * does not ask: it is a number that stands for the dimensions and measures of an impression, however many there are. As each is spelt out
 * once in a segment, and there are fewer than 128, an entry takes a byte for it, and with two or three for the merchant and one or two for
 * the time some five in all.
 */
final class SegmentFormat {
    private static final int LAYOUT = 1;
    private static final int SNAPSHOT = 0;

    /** Takes entries in their order. */
    interface Sink {
        /**
         * @param merchant its number
         * @param time epoch milliseconds
         */
        void impression(long merchant, long time, long kind);

        /** What the merchant has counted up to here. */
        void snapshot(long merchant, byte[] counts);
    }

    private SegmentFormat() {}

    /** Entries of a segment to be. */
    static final class Entries {
        private final StateWriter bytes = new StateWriter();
        private final Kinds kinds = new Kinds();
        private long time;
        private int count;

        int count() {
            return count;
        }

        int length() {
            return bytes.length();
        }

        void impression(long merchant, long at, long kind) {
            int number = kinds.number(kind);
            bytes.writeUnsigned(merchant);
            bytes.writeUnsigned(number);
            bytes.writeLong(at - time);
            if (number > kinds.size()) {
                kinds.add(kind);
                bytes.writeUnsigned(kind);
            }
            time = at;
            count++;
        }

        void snapshot(long merchant, StateWriter counts) {
            bytes.writeUnsigned(merchant);
            bytes.writeUnsigned(SNAPSHOT);
            bytes.writeInt(counts.length());
            bytes.writeRaw(counts);
            count++;
        }

        /** Hands the entries over, and begins the next segment. */
        byte[] take() {
            byte[] taken = bytes.toByteArray();
            bytes.reset();
            kinds.clear();
            time = 0;
            count = 0;
            return taken;
        }
    }

    static void write(StateWriter writer, long begin, int count, byte[] entries) {
        writer.writeByte(LAYOUT);
        writer.writeUnsigned(begin);
        writer.writeUnsigned(count);
        writer.writeBytes(entries);
    }

    /**
     * Reads what is before a segment's entries.
     *
     * @return position of the first one
     * @throws IllegalStateException when it is of another layout
     */
    static long readBegin(StateReader reader) {
        PackedLayout.check("segment of the count journal", reader.readByte(), LAYOUT);
        return reader.readUnsigned();
    }

    /** Reads the number of entries, and then these. */
    static void readEntries(StateReader reader, Sink sink) {
        Kinds kinds = new Kinds();
        long time = 0;
        long count = reader.readUnsigned();
        StateReader entries = new StateReader(reader.readBytes());
        for (long left = count; left > 0; left--) {
            long merchant = entries.readUnsigned();
            int number = (int) entries.readUnsigned();
            if (number == SNAPSHOT) {
                sink.snapshot(merchant, entries.readBytes());
            } else {
                time += entries.readLong();
                if (number > kinds.size()) {
                    kinds.add(entries.readUnsigned());
                }
                sink.impression(merchant, time, kinds.kind(number));
            }
        }
    }
}
