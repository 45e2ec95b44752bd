package io.tributary.domain.metric;

import io.tributary.domain.metric.Cell.Money;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import java.util.Map;
import java.util.TreeMap;

/** What order lines have a cell count. Most cells see none, and there are millions of cells, so that these have an object of their own. */
final class Sales {
    /** Never changed. */
    static final Sales NONE = new Sales();

    long placed;
    long orders;
    long refunds;
    long units;
    /** The one that was paid first; null when none was. Most merchants sell in one, which a map for each would make five objects of. */
    private String currency;

    private long gross;
    private long refunded;
    private Map<String, Money> otherCurrencies = Map.of();

    void paid(int quantity, String code, long amount) {
        orders++;
        units += quantity;
        addMoney(code, amount, 0);
    }

    /**
     * @param lines 1 for a line that is turned back, 0 when only more of its money is
     */
    void refunded(int lines, String code, long amount) {
        refunds += lines;
        addMoney(code, 0, amount);
    }

    void add(Sales other) {
        placed += other.placed;
        orders += other.orders;
        refunds += other.refunds;
        units += other.units;
        other.money().forEach((code, each) -> addMoney(code, each.gross(), each.refunded()));
    }

    private void addMoney(String code, long moreGross, long moreRefunded) {
        if (currency == null) {
            // Not the text of the record, which every merchant would keep one of.
            currency = code.intern();
        }
        if (currency.equals(code)) {
            gross = Amounts.plus(gross, moreGross);
            refunded = Amounts.plus(refunded, moreRefunded);
        } else {
            addOther(code, new Money(moreGross, moreRefunded));
        }
    }

    private void addOther(String code, Money more) {
        if (otherCurrencies.isEmpty()) {
            otherCurrencies = new TreeMap<>();
        }
        otherCurrencies.merge(
                code,
                more,
                (a, b) -> new Money(Amounts.plus(a.gross(), b.gross()), Amounts.plus(a.refunded(), b.refunded())));
    }

    boolean isAnyMoney() {
        return currency != null;
    }

    /** By ISO 4217 code, in the order of these. */
    Map<String, Money> money() {
        if (currency == null) {
            return Map.of();
        }
        Money first = new Money(gross, refunded);
        if (otherCurrencies.isEmpty()) {
            return Map.of(currency, first);
        }
        Map<String, Money> all = new TreeMap<>(otherCurrencies);
        all.put(currency, first);
        return all;
    }

    void write(StateWriter writer) {
        writer.writeLong(placed);
        writer.writeLong(orders);
        writer.writeLong(refunds);
        writer.writeLong(units);
        writeMoney(writer);
    }

    static Sales read(StateReader reader) {
        Sales sales = new Sales();
        sales.placed = reader.readLong();
        sales.orders = reader.readLong();
        sales.refunds = reader.readLong();
        sales.units = reader.readLong();
        sales.readMoney(reader);
        return sales;
    }

    void writeMoney(StateWriter writer) {
        Map<String, Money> money = money();
        writer.writeInt(money.size());
        money.forEach((code, each) -> {
            writer.writeString(code);
            writer.writeLong(each.gross());
            writer.writeLong(each.refunded());
        });
    }

    void readMoney(StateReader reader) {
        for (int currencies = reader.readInt(); currencies > 0; currencies--) {
            addMoney(reader.readString(), reader.readLong(), reader.readLong());
        }
    }
}
