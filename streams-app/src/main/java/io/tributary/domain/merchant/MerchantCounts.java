package io.tributary.domain.merchant;

import io.tributary.domain.enrolment.Potential;
import io.tributary.domain.metric.Dimensions;
import io.tributary.domain.metric.Measure;
import io.tributary.domain.metric.MetricWindows;
import io.tributary.domain.metric.WindowsSnapshot;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;

/** What is counted of a merchant. The objects that count stay in this package; whoever stores them gets plain values. */
abstract sealed class MerchantCounts extends MerchantPlace permits MerchantProgrammes {
    /** Version of the layout that {@link #writeCounts} writes. */
    public static final int COUNTS_LAYOUT = 1;

    /** Most merchants have no such windows: one byte instead of nine. */
    private static final long NEVER = 0;

    private final MetricWindows windows = new MetricWindows();
    private Potential potential = new Potential();
    private Currencies currencies = Currencies.NONE;

    MetricWindows windows() {
        return windows;
    }

    /** How well it sells on its exposure. */
    Potential potential() {
        return potential;
    }

    /** What it has sold in. */
    Currencies currencies() {
        return currencies;
    }

    void soldIn(String currency) {
        currencies = currencies.with(currency);
    }

    int prefetchCounts() {
        return windows.prefetchOpen() + potential.prefetch();
    }

    /** Reads from memory the window that an impression will need, after {@link MerchantProgrammes#prefetch}. What it returns means nothing. */
    public int prefetchWindow() {
        return windows.prefetch();
    }

    /**
     * Counts an impression once more.
     *
     * @param counted how it was counted, a {@link CountedImpression}
     * @return whether it is counted: only while its minute is open, as it was then
     */
    boolean countAgain(long time, long counted) {
        int dimensions = Dimensions.stored(Integer.toUnsignedLong(CountedImpression.dimensions(counted)));
        boolean isOpen = windows.countAgain(time, dimensions, Measure.stored(CountedImpression.measures(counted)));
        if (isOpen && CountedImpression.displaced(counted) > 0) {
            windows.displacedAgain(time, dimensions, CountedImpression.displaced(counted));
        }
        if (isOpen && CountedImpression.isOfBucket(counted)) {
            potential.exposed();
        }
        return isOpen;
    }

    /**
     * Writes what impressions change that only count:
     *
     * <pre>
     *   open minutes   as {@link MetricWindows} writes them
     *   currencies     as {@link Currencies} writes them
     *   exposures      8 bytes, a double: of its {@link Potential}
     *   orders         8 bytes, a double
     *   dueAt          varint, epoch milliseconds
     *   corrections    varint, epoch milliseconds at which rows of windows that hold nothing else are due; 0 for never
     *   what a later version appends
     * </pre>
     *
     * <p>Packed by hand because the journal's snapshots are made of it, too. The version of the layout is {@link #COUNTS_LAYOUT}; it is told
     * by the record around it.
     */
    public void writeCounts(StateWriter writer) {
        windows.writeOpen(writer);
        currencies.write(writer);
        potential.write(writer);
        writer.writeLong(dueAt());
        writer.writeLong(correctionsDueAt() == Long.MAX_VALUE ? NEVER : correctionsDueAt());
    }

    /** Puts what {@link #writeCounts} wrote in the place of what it has. */
    public void readCounts(StateReader reader) {
        windows.readOpen(reader);
        currencies = Currencies.read(reader);
        potential = Potential.read(reader);
        dueAt(reader.readLong());
        long corrections = reader.readLong();
        correctionsDueAt(corrections == NEVER ? Long.MAX_VALUE : corrections);
    }

    /** Whether windows that are not open minutes, or the programmes it was in, are others than were last written. */
    public boolean isClosedWindowsChanged() {
        return windows.isClosedChanged();
    }

    /** What is to be stored of these. */
    public WindowsSnapshot closedWindows(StateWriter writer) {
        return windows.closed(writer);
    }

    /** Takes back what {@link #closedWindows} gave. */
    public void restore(WindowsSnapshot closed) {
        windows.restore(closed);
    }

    @Override
    void recordWritten() {
        super.recordWritten();
        windows.written();
    }
}
