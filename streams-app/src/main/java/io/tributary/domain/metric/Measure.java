package io.tributary.domain.metric;

import io.tributary.domain.state.UnreadableStateException;
import java.util.List;

/**
 * What a metric cell counts. A line in here, and a field of the same name in the contract's ConversionMetric, is all that a count needs to
 * be kept, journalled, stored and published; where it is to be counted, it is named among the measures of an event. It is rolled up by
 * programme, too, if the contract's ArmTotals has a field of its name.
 *
 * <p>Cells and journal store a measure by its {@link #bit}, which is its place in here: new ones come last, and none is moved or taken out.
 */
public enum Measure {
    /** Impressions: rendered. */
    IMPRESSIONS,
    /** Impressions that were viewable and valid. */
    EXPOSURES,
    /** Impressions of invalid traffic, as they were sent or by a verdict. */
    INVALID,
    /** Exposures charged to a grant. */
    CHARGED,
    /** Impressions and payments that came after the grace of their minute. */
    LATE,
    /** Order lines placed. */
    PLACED,
    /** Order lines paid. */
    ORDERS,
    /** Paid order lines turned back, where their payments were. */
    REFUNDS,
    /** Units in paid order lines. */
    UNITS,
    /** Exposures that served a directive and were not charged, because their item is not known to be in its scope. */
    OUT_OF_SCOPE,
    /** Of the invalid, those that a verdict made invalid after they were counted. */
    INVALIDATED,
    /** Verdicts, where they were given. */
    INVALIDATED_IN_WINDOW,
    /** Places that impressions were moved down by, because others were boosted. */
    DISPLACED,
    /** Order lines cancelled, paid or not, where it happened. */
    CANCELLED,
    /** Paid order lines turned back, where it happened. */
    REFUNDS_IN_WINDOW,
    /** Complaints that the merchant opened. */
    COMPLAINTS,
    /** Of the exposures, those in requests of buyers who turned personalisation off. */
    WITHOUT_PERSONALISATION;

    /** All of them, in the order of their bits. */
    public static final List<Measure> ALL = List.of(values());

    /** Those that count what is known of another time's sales or impressions. */
    private static final int CORRECTIONS = CANCELLED.bit() | REFUNDS_IN_WINDOW.bit() | INVALIDATED_IN_WINDOW.bit();

    private static final int MOST = 30;

    /** A bit of its own, by which several measures are told in one integer. There is room for thirty. */
    public int bit() {
        return 1 << ordinal();
    }

    /**
     * Bits of measures as they were stored; those of a later version among them, whose counts are carried.
     *
     * @throws UnreadableStateException when they are more than there is room for
     */
    public static int stored(long bits) {
        if (bits >>> MOST != 0) {
            throw new UnreadableStateException("counts: of measures beyond the first " + MOST);
        }
        return (int) bits;
    }

    /** Whether all of these count corrections where they happened; also when there are none, where only money is turned back. */
    static boolean areOfCorrections(int measures) {
        return (measures & ~CORRECTIONS) == 0;
    }

    /** Its bit, or none. */
    public int bitIf(boolean counted) {
        return counted ? bit() : 0;
    }
}
