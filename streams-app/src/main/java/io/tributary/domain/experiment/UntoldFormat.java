package io.tributary.domain.experiment;

import io.tributary.domain.BucketRange;
import io.tributary.domain.Stage;
import io.tributary.domain.state.PackedLayout;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import java.util.Map;
import java.util.function.Function;

/**
 * How a segment of buckets of a day is stored: what all groups counted in them.
 *
 * <pre>
 *   layout          1 byte
 *   groups          varint: how many counted something in these buckets
 *   for each
 *     scope         1 byte: ordinal
 *     programmeId   varint length, UTF-8
 *     version       varint
 *     stage         1 byte: ordinal
 *     holdout       from, to: varints
 *     buckets       varint: how many follow
 *     for each      bucket, exposures, orders, units: varints
 *                   currencies: varint; for each code (varint length, UTF-8) and amount (varint)
 *   what a later version appends
 * </pre>
 */
final class UntoldFormat {
    private static final int LAYOUT = 1;
    private static final BucketScope[] SCOPES = BucketScope.values();
    private static final Stage[] STAGES = Stage.values();

    private UntoldFormat() {}

    /**
     * Writes the buckets from (inclusive) to (exclusive).
     *
     * @return whether any group counted something in them
     */
    static boolean write(Map<BucketGroup, BucketCounts> groups, int from, int to, StateWriter writer) {
        int filled = 0;
        for (BucketCounts each : groups.values()) {
            filled += each.isEmpty(from, to) ? 0 : 1;
        }
        writer.reset().writeByte(LAYOUT);
        writer.writeInt(filled);
        for (Map.Entry<BucketGroup, BucketCounts> each : groups.entrySet()) {
            if (!each.getValue().isEmpty(from, to)) {
                write(each.getKey(), writer);
                write(each.getValue(), from, to, writer);
            }
        }
        return filled > 0;
    }

    private static void write(BucketGroup group, StateWriter writer) {
        writer.writeByte(group.scope().ordinal());
        writer.writeString(group.programmeId());
        writer.writeInt(group.version());
        writer.writeByte(group.stage().ordinal());
        writer.writeInt(group.holdout().from());
        writer.writeInt(group.holdout().to());
    }

    private static void write(BucketCounts counts, int from, int to, StateWriter writer) {
        int filled = 0;
        for (int bucket = from; bucket < to; bucket++) {
            filled += counts.isEmpty(bucket) ? 0 : 1;
        }
        writer.writeInt(filled);
        for (int bucket = from; bucket < to; bucket++) {
            if (!counts.isEmpty(bucket)) {
                writer.writeInt(bucket);
                writer.writeLong(counts.exposures(bucket));
                writer.writeLong(counts.orders(bucket));
                writer.writeLong(counts.units(bucket));
                writeSales(counts, bucket, writer);
            }
        }
    }

    private static void writeSales(BucketCounts counts, int bucket, StateWriter writer) {
        int currencies = 0;
        for (String currency : counts.currencies()) {
            currencies += counts.sales(bucket, currency) == 0 ? 0 : 1;
        }
        writer.writeInt(currencies);
        for (String currency : counts.currencies()) {
            long amount = counts.sales(bucket, currency);
            if (amount != 0) {
                writer.writeString(currency);
                writer.writeLong(amount);
            }
        }
    }

    /** Reads what was written into the counts of its groups. */
    static void read(byte[] bytes, Function<BucketGroup, BucketCounts> groups) {
        StateReader reader = new StateReader(bytes);
        PackedLayout.check("counts by bucket", reader.readByte(), LAYOUT);
        for (int filled = reader.readInt(); filled > 0; filled--) {
            BucketCounts counts = groups.apply(group(reader));
            for (int buckets = reader.readInt(); buckets > 0; buckets--) {
                read(counts, reader);
            }
        }
    }

    private static BucketGroup group(StateReader reader) {
        BucketScope scope = SCOPES[reader.readByte()];
        String programmeId = reader.readString();
        int version = reader.readInt();
        Stage stage = STAGES[reader.readByte()];
        return new BucketGroup(scope, programmeId, version, stage, new BucketRange(reader.readInt(), reader.readInt()));
    }

    private static void read(BucketCounts counts, StateReader reader) {
        int bucket = reader.readInt();
        counts.exposed(bucket, reader.readLong());
        counts.ordered(bucket, reader.readLong(), reader.readLong());
        for (int currencies = reader.readInt(); currencies > 0; currencies--) {
            counts.sold(bucket, reader.readString(), reader.readLong());
        }
    }
}
