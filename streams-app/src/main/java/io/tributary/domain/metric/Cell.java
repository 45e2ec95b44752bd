package io.tributary.domain.metric;

import io.tributary.domain.Arm;
import io.tributary.domain.Surface;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import java.util.Map;
import java.util.TreeMap;

/** Counts of one window, surface and arm. */
public final class Cell {
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

    void write(StateWriter writer) {
        writer.writeByte(surface.ordinal());
        writer.writeByte(arm.ordinal());
        writer.writeLong(impressions);
        writer.writeLong(exposures);
        writer.writeLong(invalid);
        writer.writeLong(charged);
        writer.writeLong(late);
        writer.writeLong(placed);
        writer.writeLong(orders);
        writer.writeLong(refunds);
        writer.writeLong(units);
        writer.writeInt(sales.size());
        sales.forEach((currency, money) -> {
            writer.writeString(currency);
            writer.writeLong(money.gross);
            writer.writeLong(money.refunded);
        });
        writer.writeInt(revision);
        writer.writeBoolean(changed);
    }

    static Cell read(StateReader reader) {
        Cell cell = new Cell(Surface.values()[reader.readByte()], Arm.values()[reader.readByte()]);
        cell.impressions = reader.readLong();
        cell.exposures = reader.readLong();
        cell.invalid = reader.readLong();
        cell.charged = reader.readLong();
        cell.late = reader.readLong();
        cell.placed = reader.readLong();
        cell.orders = reader.readLong();
        cell.refunds = reader.readLong();
        cell.units = reader.readLong();
        int currencies = reader.readInt();
        for (int i = 0; i < currencies; i++) {
            cell.addMoney(reader.readString(), reader.readLong(), reader.readLong());
        }
        cell.revision = reader.readInt();
        cell.changed = reader.readBoolean();
        return cell;
    }
}
