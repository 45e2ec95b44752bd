package io.tributary.domain.rollup;

import io.tributary.domain.metric.Amounts;
import java.util.Map;
import java.util.TreeMap;

/** Sums of a window: impressions, exposures, charged exposures, order lines paid and turned back, money by currency. */
public record Totals(
        long impressions, long exposures, long charged, long orders, long refunds, Map<String, Money> sales) {

    /** Paid and turned back, minor units. */
    public record Money(long gross, long refunded) {
        static final Money NONE = new Money(0, 0);

        Money plus(Money other, int sign) {
            return new Money(Amounts.plus(gross, sign * other.gross), Amounts.plus(refunded, sign * other.refunded));
        }
    }

    public Totals {
        sales = Map.copyOf(sales);
    }

    public Totals plus(Totals other) {
        return plus(other, 1);
    }

    public Totals minus(Totals other) {
        return plus(other, -1);
    }

    private Totals plus(Totals other, int sign) {
        Map<String, Money> sum = new TreeMap<>(sales);
        other.sales.forEach((currency, money) -> {
            Money total = sum.getOrDefault(currency, Money.NONE).plus(money, sign);
            if (total.equals(Money.NONE)) {
                sum.remove(currency);
            } else {
                sum.put(currency, total);
            }
        });
        return new Totals(
                impressions + sign * other.impressions,
                exposures + sign * other.exposures,
                charged + sign * other.charged,
                orders + sign * other.orders,
                refunds + sign * other.refunds,
                sum);
    }
}
