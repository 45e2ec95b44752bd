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
 *     filled        8 bytes: a bit for each bucket of the segment, the first one's the lowest; only buckets that counted anything follow
 *     exposures     a varint for each
 *     orders        a varint for each
 *     units         a varint for each
 *     currencies    varint; for each its code (varint length, UTF-8) and an amount, a varint, for each bucket
 *   what a later version appends
 * </pre>
 */
final class UntoldFormat {
    private static final int LAYOUT = 1;
    private static final BucketScope[] SCOPES = BucketScope.values();
    private static final Stage[] STAGES = Stage.values();

    private UntoldFormat() {}

    /**
     * Writes the buckets from (inclusive) to (exclusive), at most 64.
     *
     * @return whether any group counted something in them
     */
    static boolean write(Map<BucketGroup, BucketCounts> groups, int from, int to, StateWriter writer) {
        int counted = 0;
        for (BucketCounts each : groups.values()) {
            counted += each.filled(from, to) == 0 ? 0 : 1;
        }
        writer.reset().writeByte(LAYOUT);
        writer.writeInt(counted);
        groups.forEach((group, counts) -> {
            long filled = counts.filled(from, to);
            if (filled != 0) {
                write(group, writer);
                writer.writeFixed(filled);
                counts.write(from, filled, writer);
            }
        });
        return counted > 0;
    }

    private static void write(BucketGroup group, StateWriter writer) {
        writer.writeByte(group.scope().ordinal());
        writer.writeString(group.programmeId());
        writer.writeInt(group.version());
        writer.writeByte(group.stage().ordinal());
        writer.writeInt(group.holdout().from());
        writer.writeInt(group.holdout().to());
    }

    /**
     * Reads what was written into the counts of its groups.
     *
     * @param from the segment's first bucket
     */
    static void read(byte[] bytes, int from, Function<BucketGroup, BucketCounts> groups) {
        StateReader reader = new StateReader(bytes);
        PackedLayout.check("counts by bucket", reader.readByte(), LAYOUT);
        for (int counted = reader.readInt(); counted > 0; counted--) {
            BucketCounts counts = groups.apply(group(reader));
            counts.read(from, reader.readFixed(), reader);
        }
    }

    private static BucketGroup group(StateReader reader) {
        BucketScope scope = SCOPES[reader.readByte()];
        String programmeId = reader.readString();
        int version = reader.readInt();
        Stage stage = STAGES[reader.readByte()];
        return new BucketGroup(scope, programmeId, version, stage, new BucketRange(reader.readInt(), reader.readInt()));
    }
}
