package io.tributary.domain.metric;

import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import java.util.Map;
import java.util.TreeMap;

/** Money of the order lines that a cell counts. Most cells see none, and there are millions of cells, so that it is an object of its own. */
final class Sales {
    /** The one that was paid first; null when none was. Most merchants sell in one, which a map for each would make five objects of. */
    private String currency;

    private long gross;
    private long refunded;
    private long refundedInWindow;
    private Map<String, Money> otherCurrencies = Map.of();

    /**
     * @param code ISO 4217
     * @param moreGross paid, minor units
     * @param moreRefunded turned back of what was paid, minor units
     * @param moreInWindow turned back in the window, minor units
     */
    void add(String code, long moreGross, long moreRefunded, long moreInWindow) {
        if (currency == null) {
            // Not the text of the record, which every merchant would keep one of.
            currency = code.intern();
        }
        if (currency.equals(code)) {
            gross = Amounts.plus(gross, moreGross);
            refunded = Amounts.plus(refunded, moreRefunded);
            refundedInWindow = Amounts.plus(refundedInWindow, moreInWindow);
        } else {
            addOther(code, new Money(moreGross, moreRefunded, moreInWindow));
        }
    }

    void add(Sales other) {
        other.money().forEach((code, each) -> add(code, each.gross(), each.refunded(), each.refundedInWindow()));
    }

    private void addOther(String code, Money more) {
        if (otherCurrencies.isEmpty()) {
            otherCurrencies = new TreeMap<>();
        }
        otherCurrencies.merge(code, more, Money::plus);
    }

    /** By ISO 4217 code, in the order of these. */
    Map<String, Money> money() {
        if (currency == null) {
            return Map.of();
        }
        Money first = new Money(gross, refunded, refundedInWindow);
        if (otherCurrencies.isEmpty()) {
            return Map.of(currency, first);
        }
        Map<String, Money> all = new TreeMap<>(otherCurrencies);
        all.put(currency, first);
        return all;
    }

    /** Writes the number of currencies, and of each its code, what is paid, what is turned back of it, and what is turned back in the window. */
    void write(StateWriter writer) {
        Map<String, Money> money = money();
        writer.writeInt(money.size());
        money.forEach((code, each) -> {
            writer.writeString(code);
            writer.writeLong(each.gross());
            writer.writeLong(each.refunded());
            writer.writeLong(each.refundedInWindow());
        });
    }

    static Sales read(StateReader reader) {
        Sales sales = new Sales();
        for (int currencies = reader.readInt(); currencies > 0; currencies--) {
            sales.add(reader.readString(), reader.readLong(), reader.readLong(), reader.readLong());
        }
        return sales;
    }
}
