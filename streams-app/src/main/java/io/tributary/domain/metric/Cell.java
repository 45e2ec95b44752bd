package io.tributary.domain.metric;

import io.tributary.domain.Arm;
import io.tributary.domain.Surface;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import java.util.Map;
import java.util.TreeMap;

/** Counts of one window, surface and arm. */
public final class Cell {
    /** Counts that are stored. */
    private static final int COUNTS = 10;

    private static final int CHANGED = 1 << COUNTS;
    private static final int SOLD = 1 << COUNTS + 1;

    private final Surface surface;
    private final Arm arm;
    long impressions;
    long exposures;
    long invalid;
    long charged;
    long late;
    long placed;
    long orders;
    long refunds;
    long units;
    private Map<String, Money> sales = Map.of();
    int revision;
    boolean changed;

    /** Paid and turned back in one currency, minor units. */
    public record Money(long gross, long refunded) {}

    Cell(Surface surface, Arm arm) {
        this.surface = surface;
        this.arm = arm;
    }

    public Surface surface() {
        return surface;
    }

    public Arm arm() {
        return arm;
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

    /** Records in here that came after grace. */
    public long late() {
        return late;
    }

    /** Order lines placed. */
    public long placed() {
        return placed;
    }

    /** Order lines paid. */
    public long orders() {
        return orders;
    }

    /** Paid order lines turned back. */
    public long refunds() {
        return refunds;
    }

    /** Units in paid order lines. */
    public long units() {
        return units;
    }

    /** Money by ISO 4217 code. */
    public Map<String, Money> sales() {
        return sales;
    }

    /** Times published. */
    public int revision() {
        return revision;
    }

    void impression(boolean exposed, boolean wasInvalid, boolean wasCharged, boolean wasLate) {
        impressions++;
        exposures += exposed ? 1 : 0;
        invalid += wasInvalid ? 1 : 0;
        charged += wasCharged ? 1 : 0;
        late += wasLate ? 1 : 0;
    }

    void paid(int quantity, String currency, long amount, boolean wasLate) {
        orders++;
        units += quantity;
        late += wasLate ? 1 : 0;
        addMoney(currency, amount, 0);
    }

    void refunded(String currency, long amount) {
        refunds++;
        addMoney(currency, 0, amount);
    }

    /** Adds what another cell counted. */
    void add(Cell other) {
        impressions += other.impressions;
        exposures += other.exposures;
        invalid += other.invalid;
        charged += other.charged;
        late += other.late;
        placed += other.placed;
        orders += other.orders;
        refunds += other.refunds;
        units += other.units;
        other.sales.forEach((currency, money) -> addMoney(currency, money.gross, money.refunded));
    }

    private void addMoney(String currency, long gross, long refunded) {
        if (sales.isEmpty()) {
            sales = new TreeMap<>();
        }
        sales.merge(
                currency, new Money(gross, refunded), (a, b) -> new Money(a.gross + b.gross, a.refunded + b.refunded));
    }

    /** Most counts of a cell are 0: a bit for each says which are not, and only those follow. */
    void write(StateWriter writer) {
        writer.writeByte(surface.ordinal());
        writer.writeByte(arm.ordinal());
        writer.writeInt(present());
        writeIfAny(writer, impressions);
        writeIfAny(writer, exposures);
        writeIfAny(writer, invalid);
        writeIfAny(writer, charged);
        writeIfAny(writer, late);
        writeIfAny(writer, placed);
        writeIfAny(writer, orders);
        writeIfAny(writer, refunds);
        writeIfAny(writer, units);
        writeIfAny(writer, revision);
        if (!sales.isEmpty()) {
            writer.writeInt(sales.size());
            for (Map.Entry<String, Money> each : sales.entrySet()) {
                writer.writeString(each.getKey());
                writer.writeLong(each.getValue().gross);
                writer.writeLong(each.getValue().refunded);
            }
        }
    }

    private int present() {
        return bit(impressions, 0)
                | bit(exposures, 1)
                | bit(invalid, 2)
                | bit(charged, 3)
                | bit(late, 4)
                | bit(placed, 5)
                | bit(orders, 6)
                | bit(refunds, 7)
                | bit(units, 8)
                | bit(revision, 9)
                | (changed ? CHANGED : 0)
                | (sales.isEmpty() ? 0 : SOLD);
    }

    private static int bit(long count, int number) {
        return count == 0 ? 0 : 1 << number;
    }

    private static void writeIfAny(StateWriter writer, long count) {
        if (count != 0) {
            writer.writeLong(count);
        }
    }

    static Cell read(StateReader reader) {
        Cell cell = new Cell(Surface.values()[reader.readByte()], Arm.values()[reader.readByte()]);
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
        cell.placed = counts[5];
        cell.orders = counts[6];
        cell.refunds = counts[7];
        cell.units = counts[8];
        cell.revision = Math.toIntExact(counts[9]);
        cell.changed = (present & CHANGED) != 0;
        if ((present & SOLD) != 0) {
            int currencies = reader.readInt();
            for (int i = 0; i < currencies; i++) {
                cell.addMoney(reader.readString(), reader.readLong(), reader.readLong());
            }
        }
        return cell;
    }
}
