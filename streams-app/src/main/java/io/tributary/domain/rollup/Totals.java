package io.tributary.domain.rollup;

import io.tributary.domain.metric.Measure;
import io.tributary.domain.metric.Money;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sums of a window. Immutable.
 *
 * @param counts what is not 0
 * @param sales money by ISO 4217 code
 */
public record Totals(Map<Measure, Long> counts, Map<String, Money> sales) {
    /** All counts are 0. */
    public static final Totals NONE = new Totals(Map.of(), Map.of());

    public Totals {
        counts = Map.copyOf(counts);
        sales = Map.copyOf(sales);
    }

    /** The sum of a measure. */
    public long count(Measure measure) {
        return counts.getOrDefault(measure, 0L);
    }

    public Totals plus(Totals other) {
        return plus(other, 1);
    }

    public Totals minus(Totals other) {
        return plus(other, -1);
    }

    private Totals plus(Totals other, int sign) {
        Map<Measure, Long> sums = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.ALL) {
            long sum = count(measure) + sign * other.count(measure);
            if (sum != 0) {
                sums.put(measure, sum);
            }
        }
        Map<String, Money> money = new TreeMap<>(sales);
        other.sales.forEach((currency, more) -> {
            Money before = money.getOrDefault(currency, Money.NONE);
            Money sum = sign > 0 ? before.plus(more) : before.minus(more);
            if (sum.equals(Money.NONE)) {
                money.remove(currency);
            } else {
                money.put(currency, sum);
            }
        });
        return new Totals(sums, money);
    }
}
