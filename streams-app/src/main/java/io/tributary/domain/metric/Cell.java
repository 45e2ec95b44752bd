package io.tributary.domain.metric;

import io.tributary.domain.Arm;
import io.tributary.domain.Surface;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import java.util.Map;
import java.util.function.Consumer;

/** Counts of one window, surface, membership and arm: each event is in the cell of what was true when it happened. */
public final class Cell {
    /** Counts that are stored. */
    private static final int COUNTS = 10;

    private static final int CHANGED = 1 << COUNTS;
    private static final int SOLD = 1 << COUNTS + 1;
    private static final int CHARGED = 1 << COUNTS + 2;
    /** The second of these, or any of the counts from placed to units. */
    private static final int ANY_SALES = SOLD | 0b1111 << 5;

    private static final Surface[] SURFACES = Surface.values();
    private static final Arm[] ARMS = Arm.values();
    private static final int ARM_BITS = 2;

    private final Membership membership;
    /** Surface and arm. There are millions of cells: a few bytes less each are worth it. */
    private final byte place;

    boolean changed;
    int revision;
    long impressions;
    long exposures;
    long invalid;
    long charged;
    long late;
    Charges charges = Charges.NONE;
    Sales sales = Sales.NONE;

    /** Paid and turned back in one currency, minor units. */
    public record Money(long gross, long refunded) {}

    Cell(Surface surface, Membership membership, Arm arm) {
        this.membership = membership;
        this.place = (byte) (surface.ordinal() << ARM_BITS | arm.ordinal());
    }

    public Surface surface() {
        return SURFACES[place >> ARM_BITS];
    }

    /** The programmes that the merchant was in. */
    public Membership membership() {
        return membership;
    }

    public Arm arm() {
        return ARMS[place & (1 << ARM_BITS) - 1];
    }

    boolean isOf(Surface surface, Membership at, Arm arm) {
        return place == (surface.ordinal() << ARM_BITS | arm.ordinal()) && membership == at;
    }

    /** Rendered. */
    public long impressions() {
        return impressions;
    }

    /** Viewable and valid. */
    public long exposures() {
        return exposures;
    }

    /** Invalid traffic. */
    public long invalid() {
        return invalid;
    }

    /** Exposures charged to a grant. */
    public long charged() {
        return charged;
    }

    /** Charged exposures by the programme that they are charged to. */
    public Map<String, Long> chargedTo() {
        return charges.by(charged);
    }

    /** Records in here that came after grace. */
    public long late() {
        return late;
    }

    /** Order lines placed. */
    public long placed() {
        return sales.placed;
    }

    /** Order lines paid. */
    public long orders() {
        return sales.orders;
    }

    /** Paid order lines turned back. */
    public long refunds() {
        return sales.refunds;
    }

    /** Units in paid order lines. */
    public long units() {
        return sales.units;
    }

    /** Money by ISO 4217 code. */
    public Map<String, Money> sales() {
        return sales.money();
    }

    /** Times published. */
    public int revision() {
        return revision;
    }

    /**
     * @param chargedTo the programme that is charged, or null
     */
    void impression(boolean exposed, boolean wasInvalid, String chargedTo, boolean wasLate) {
        impressions++;
        exposures += exposed ? 1 : 0;
        invalid += wasInvalid ? 1 : 0;
        late += wasLate ? 1 : 0;
        if (chargedTo != null) {
            charges = charges.plus(chargedTo, 1, charged);
            charged++;
        }
    }

    void sold(boolean wasLate, Consumer<Sales> change) {
        late += wasLate ? 1 : 0;
        change.accept(ownSales());
    }

    private Sales ownSales() {
        if (sales == Sales.NONE) {
            sales = new Sales();
        }
        return sales;
    }

    /** Adds what another cell counted. */
    void add(Cell other) {
        impressions += other.impressions;
        exposures += other.exposures;
        invalid += other.invalid;
        charges = charges.plus(other.charges, other.charged, charged);
        charged += other.charged;
        late += other.late;
        if (other.sales != Sales.NONE) {
            ownSales().add(other.sales);
        }
    }

    /** Most counts of a cell are 0: a bit for each says which are not, and only those follow. Its membership is written beside it. */
    void write(StateWriter writer) {
        writer.writeByte(place);
        writer.writeInt(present());
        writeIfAny(writer, impressions);
        writeIfAny(writer, exposures);
        writeIfAny(writer, invalid);
        writeIfAny(writer, charged);
        writeIfAny(writer, late);
        writeIfAny(writer, sales.placed);
        writeIfAny(writer, sales.orders);
        writeIfAny(writer, sales.refunds);
        writeIfAny(writer, sales.units);
        writeIfAny(writer, revision);
        if (charges != Charges.NONE) {
            charges.write(writer);
        }
        if (sales.isAnyMoney()) {
            sales.writeMoney(writer);
        }
    }

    private int present() {
        return bit(impressions, 0)
                | bit(exposures, 1)
                | bit(invalid, 2)
                | bit(charged, 3)
                | bit(late, 4)
                | bit(sales.placed, 5)
                | bit(sales.orders, 6)
                | bit(sales.refunds, 7)
                | bit(sales.units, 8)
                | bit(revision, 9)
                | (changed ? CHANGED : 0)
                | (charges == Charges.NONE ? 0 : CHARGED)
                | (sales.isAnyMoney() ? SOLD : 0);
    }

    private static int bit(long count, int number) {
        return count == 0 ? 0 : 1 << number;
    }

    private static void writeIfAny(StateWriter writer, long count) {
        if (count != 0) {
            writer.writeLong(count);
        }
    }

    static Cell read(StateReader reader, Membership membership) {
        int place = reader.readByte();
        Cell cell = new Cell(SURFACES[place >> ARM_BITS], membership, ARMS[place & (1 << ARM_BITS) - 1]);
        int present = reader.readInt();
        long[] counts = new long[COUNTS];
        for (int i = 0; i < COUNTS; i++) {
            counts[i] = (present & 1 << i) == 0 ? 0 : reader.readLong();
        }
        cell.impressions = counts[0];
        cell.exposures = counts[1];
        cell.invalid = counts[2];
        cell.charged = counts[3];
        cell.late = counts[4];
        cell.revision = Math.toIntExact(counts[9]);
        cell.changed = (present & CHANGED) != 0;
        if ((present & CHARGED) != 0) {
            cell.charges = Charges.read(reader);
        }
        if ((present & ANY_SALES) != 0) {
            Sales sales = cell.ownSales();
            sales.placed = counts[5];
            sales.orders = counts[6];
            sales.refunds = counts[7];
            sales.units = counts[8];
            if ((present & SOLD) != 0) {
                sales.readMoney(reader);
            }
        }
        return cell;
    }
}
