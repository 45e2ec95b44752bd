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
    Map<String, Money> money = Map.of();

    void paid(int quantity, String currency, long amount) {
        orders++;
        units += quantity;
        addMoney(currency, amount, 0);
    }

    void refunded(String currency, long amount) {
        refunds++;
        addMoney(currency, 0, amount);
    }

    void add(Sales other) {
        placed += other.placed;
        orders += other.orders;
        refunds += other.refunds;
        units += other.units;
        other.money.forEach((currency, each) -> addMoney(currency, each.gross(), each.refunded()));
    }

    private void addMoney(String currency, long gross, long refunded) {
        if (money.isEmpty()) {
            money = new TreeMap<>();
        }
        money.merge(
                currency,
                new Money(gross, refunded),
                (a, b) -> new Money(a.gross() + b.gross(), a.refunded() + b.refunded()));
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
        writer.writeInt(money.size());
        for (Map.Entry<String, Money> each : money.entrySet()) {
            writer.writeString(each.getKey());
            writer.writeLong(each.getValue().gross());
            writer.writeLong(each.getValue().refunded());
        }
    }

    void readMoney(StateReader reader) {
        for (int currencies = reader.readInt(); currencies > 0; currencies--) {
            addMoney(reader.readString(), reader.readLong(), reader.readLong());
        }
    }
}
