package io.tributary.domain.metric;

import io.tributary.domain.Arm;
import io.tributary.domain.Surface;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import java.util.Arrays;
import java.util.Map;

/**
 * Counts of one window, membership and dimensions: each event is in the cell of what was true when it happened.
 *
 * <p>There are millions of cells, and most of their counts are 0. So one has room for those of its counts only that are not, in the order
 * of their measures, and {@link #state} has a bit of each. Written it is
 *
 * <pre>
 * uvarint   dimensions ({@link Dimensions})
 * uvarint   revision
 * uvarint   what there is: bit 0 changed, bit 1 sales, bit 2 + n the count of the measure n
 * uvarint   of each count that there is, in the order of the measures
 * charges   when exposures are charged ({@link Charges})
 * sales     when there are any ({@link Sales})
 * </pre>
 *
 * with uvarint for an unsigned integer of seven bits a byte, the lowest first. Its membership is written beside it. A count of a measure
 * that a later version has added is read like any other, and written again; what else a later version keeps of cells is another field
 * of the windows around them.
 */
public final class Cell {
    private static final int CHANGED = 1 << 31;
    private static final int STORED_CHANGED = 1;
    private static final int STORED_SALES = 2;
    private static final int STORED_COUNTS = 2;
    private static final long[] NO_COUNTS = {};

    private final Membership membership;
    private final int dimensions;
    private int revision;
    /** A bit of each measure that there is a count of, and {@link #CHANGED}. */
    private int state;

    private long[] counts = NO_COUNTS;
    private Charges charges = Charges.NONE;
    /** Null when there are none. */
    private Sales sales;

    Cell(int dimensions, Membership membership) {
        this.dimensions = dimensions;
        this.membership = membership;
    }

    /** With these counts, of which the cell is the owner then. */
    Cell(int dimensions, Membership membership, int measures, long[] counts, Charges charges, Sales sales) {
        this(dimensions, membership);
        this.state = measures;
        this.counts = counts;
        this.charges = charges;
        this.sales = sales;
    }

    public Surface surface() {
        return Dimensions.surface(dimensions);
    }

    public Arm arm() {
        return Dimensions.arm(dimensions);
    }

    int dimensions() {
        return dimensions;
    }

    /** The programmes that the merchant was in. */
    public Membership membership() {
        return membership;
    }

    boolean isOf(int otherDimensions, Membership at) {
        return dimensions == otherDimensions && membership == at;
    }

    /** What it has counted of a measure. */
    public long count(Measure measure) {
        return count(measure.bit());
    }

    private long count(int measure) {
        return (state & measure) == 0 ? 0 : counts[at(measure)];
    }

    /** Charged exposures by the programme that they are charged to. */
    public Map<String, Long> chargedTo() {
        return charges.by(count(Measure.CHARGED));
    }

    /** Money by ISO 4217 code. */
    public Map<String, Money> sales() {
        return sales == null ? Map.of() : sales.money();
    }

    /** Times published. */
    public int revision() {
        return revision;
    }

    /** Whether it changed since it was published. */
    boolean isChanged() {
        return (state & CHANGED) != 0;
    }

    /** Notes that it will be published (again). */
    void change() {
        state |= CHANGED;
    }

    /** Notes that it is published. */
    void publish() {
        state &= ~CHANGED;
        revision++;
    }

    /**
     * Counts an impression.
     *
     * @param measures those that grow by one, a bit of each
     * @param chargedTo the programme that is charged, or null
     */
    void add(int measures, String chargedTo) {
        if (chargedTo != null) {
            charges = charges.plus(chargedTo, 1, count(Measure.CHARGED));
        }
        for (int left = measures; left != 0; left &= left - 1) {
            add(Integer.lowestOneBit(left), 1L);
        }
    }

    /** Counts places that an impression was moved down by. */
    void displace(int places) {
        add(Measure.DISPLACED.bit(), (long) places);
    }

    /** Counts an event of an order line. */
    void add(SaleEvent sale) {
        add(sale.measures(), null);
        add(Measure.UNITS.bit(), (long) sale.units());
        if (sale.currency() != null) {
            ownSales().add(sale.currency(), sale.gross(), sale.refunded(), sale.refundedInWindow());
        }
    }

    /** Adds what another cell counted. */
    void add(Cell other) {
        charges = charges.plus(other.charges, other.count(Measure.CHARGED), count(Measure.CHARGED));
        int next = 0;
        for (int left = other.measures(); left != 0; left &= left - 1) {
            add(Integer.lowestOneBit(left), other.counts[next++]);
        }
        if (other.sales != null) {
            ownSales().add(other.sales);
        }
    }

    /** Whether it has counted what a correction takes off. */
    boolean fits(Correction correction) {
        boolean isCharged = correction.chargedTo() == null || chargedTo().getOrDefault(correction.chargedTo(), 0L) > 0;
        return isCharged && correction.fits(this::count);
    }

    /** Counts less and more; it {@link #fits}. */
    void correct(Correction correction) {
        if (correction.chargedTo() != null) {
            charges = charges.plus(correction.chargedTo(), -1, count(Measure.CHARGED));
        }
        for (int left = correction.less(); left != 0; left &= left - 1) {
            add(Integer.lowestOneBit(left), -1L);
        }
        add(Measure.DISPLACED.bit(), (long) -correction.displaced());
        add(correction.more(), null);
    }

    private void add(int measure, long more) {
        if (more != 0) {
            int at = at(measure);
            if ((state & measure) == 0) {
                counts = Arrays.copyOf(counts, counts.length + 1);
                System.arraycopy(counts, at, counts, at + 1, counts.length - 1 - at);
                counts[at] = 0;
                state |= measure;
            }
            counts[at] += more;
        }
    }

    /** Where the count of a measure is, or would be. */
    private int at(int measure) {
        return Integer.bitCount(state & measure - 1);
    }

    /** Whether it has counted nothing but corrections where they happened. */
    boolean isOfCorrections() {
        return Measure.areOfCorrections(measures());
    }

    private int measures() {
        return state & ~CHANGED;
    }

    private Sales ownSales() {
        if (sales == null) {
            sales = new Sales();
        }
        return sales;
    }

    void write(StateWriter writer) {
        writer.writeUnsigned(dimensions);
        writer.writeUnsigned(revision);
        writer.writeUnsigned((long) measures() << STORED_COUNTS
                | (isChanged() ? STORED_CHANGED : 0)
                | (sales == null ? 0 : STORED_SALES));
        for (long count : counts) {
            writer.writeUnsigned(count);
        }
        if (count(Measure.CHARGED) != 0) {
            charges.write(writer);
        }
        if (sales != null) {
            sales.write(writer);
        }
    }

    static Cell read(StateReader reader, Membership membership) {
        Cell cell = new Cell(Dimensions.stored(reader.readUnsigned()), membership);
        cell.revision = (int) reader.readUnsigned();
        long stored = reader.readUnsigned();
        int measures = Measure.stored(stored >>> STORED_COUNTS);
        cell.state = measures | ((stored & STORED_CHANGED) == 0 ? 0 : CHANGED);
        cell.counts = new long[Integer.bitCount(measures)];
        for (int i = 0; i < cell.counts.length; i++) {
            cell.counts[i] = reader.readUnsigned();
        }
        if (cell.count(Measure.CHARGED) != 0) {
            cell.charges = Charges.read(reader);
        }
        if ((stored & STORED_SALES) != 0) {
            cell.sales = Sales.read(reader);
        }
        return cell;
    }
}
