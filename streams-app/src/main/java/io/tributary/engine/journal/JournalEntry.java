package io.tributary.engine.journal;

import io.tributary.domain.Arm;
import io.tributary.domain.Surface;
import io.tributary.domain.merchant.CountedImpression;
import io.tributary.domain.merchant.ImpressionEvent;
import io.tributary.domain.metric.Dimensions;
import io.tributary.domain.metric.Measure;

/** What the journal holds of an impression besides merchant and time, in a byte. */
final class JournalEntry {
    private static final Surface[] SURFACES = Surface.values();
    private static final Arm[] ARMS = Arm.values();
    private static final int SURFACE_BITS = 3;
    private static final int ARM_BITS = 2;
    private static final int EXPOSURE = 1 << SURFACE_BITS + ARM_BITS;
    private static final int INVALID = EXPOSURE << 1;
    private static final int LATE = INVALID << 1;
    /** An exposure of a buyer whose bucket is not known: invalid traffic is no exposure, so both at once are free to say so. */
    private static final int UNKNOWN_BUCKET = EXPOSURE | INVALID;
    /** Not an impression, but all that a merchant has counted up to here. Without a bucket there is no arm, so no impression is packed so. */
    static final int SNAPSHOT = UNKNOWN_BUCKET | (1 << ARM_BITS) - 1 << SURFACE_BITS;

    private JournalEntry() {}

    static int pack(ImpressionEvent shown, Arm arm, boolean late) {
        return shown.surface().ordinal()
                | arm.ordinal() << SURFACE_BITS
                | (shown.isExposure() ? EXPOSURE | (shown.bucket() < 0 ? INVALID : 0) : 0)
                | (shown.invalidTraffic() ? INVALID : 0)
                | (late ? LATE : 0);
    }

    static boolean isSnapshot(int packed) {
        return (packed & SNAPSHOT) == SNAPSHOT;
    }

    /** What was packed of an impression of this time; not of a snapshot. */
    static CountedImpression unpack(long time, int packed) {
        Arm arm = ARMS[packed >> SURFACE_BITS & (1 << ARM_BITS) - 1];
        int measures = Measure.IMPRESSIONS.bit()
                | Measure.EXPOSURES.bitIf((packed & EXPOSURE) != 0)
                | Measure.INVALID.bitIf((packed & UNKNOWN_BUCKET) == INVALID)
                | Measure.LATE.bitIf((packed & LATE) != 0);
        return new CountedImpression(
                time,
                Dimensions.of(SURFACES[packed & (1 << SURFACE_BITS) - 1], arm),
                measures,
                (packed & UNKNOWN_BUCKET) == EXPOSURE);
    }
}
