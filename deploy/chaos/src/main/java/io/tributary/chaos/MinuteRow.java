package io.tributary.chaos;

import io.tributary.common.v1.Arm;
import io.tributary.common.v1.Surface;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.metrics.v1.Sales;
import java.util.Map;
import java.util.TreeMap;

/** What one row of the minute metrics says, or should. */
final class MinuteRow {
    final long start;
    long impressions;
    long exposures;
    long invalid;
    long charged;
    long placed;
    long orders;
    long refunds;
    long units;
    long cancelled;
    long refundsInWindow;
    long displaced;
    long invalidated;
    long invalidatedInWindow;
    final Map<String, Long> gross = new TreeMap<>();
    final Map<String, Long> refunded = new TreeMap<>();
    final Map<String, Long> refundedInWindow = new TreeMap<>();

    /** @param start of the minute, epoch milliseconds */
    MinuteRow(long start) {
        this.start = start;
    }

    static String key(String merchant, long start, Surface surface, Arm arm) {
        return merchant + " " + start + " " + surface + " " + arm;
    }

    static MinuteRow of(ConversionMetric metric) {
        MinuteRow row = new MinuteRow(metric.getWindowStart());
        row.impressions = metric.getImpressions();
        row.exposures = metric.getExposures();
        row.invalid = metric.getInvalid();
        row.charged = metric.getCharged();
        row.placed = metric.getPlaced();
        row.orders = metric.getOrders();
        row.refunds = metric.getRefunds();
        row.units = metric.getUnits();
        row.cancelled = metric.getCancelled();
        row.refundsInWindow = metric.getRefundsInWindow();
        row.displaced = metric.getDisplaced();
        row.invalidated = metric.getInvalidated();
        row.invalidatedInWindow = metric.getInvalidatedInWindow();
        for (Sales sales : metric.getSales()) {
            add(row.gross, sales.getCurrency(), sales.getGross());
            add(row.refunded, sales.getCurrency(), sales.getRefunded());
            add(row.refundedInWindow, sales.getCurrency(), sales.getRefundedInWindow());
        }
        return row;
    }

    /** Adds money; a currency without any is not there. */
    static void add(Map<String, Long> money, String currency, long amount) {
        if (amount != 0) {
            money.merge(currency, amount, Long::sum);
        }
    }

    /** Adds another row of the same minute. */
    MinuteRow plus(MinuteRow other) {
        impressions += other.impressions;
        exposures += other.exposures;
        invalid += other.invalid;
        charged += other.charged;
        placed += other.placed;
        orders += other.orders;
        refunds += other.refunds;
        units += other.units;
        cancelled += other.cancelled;
        refundsInWindow += other.refundsInWindow;
        displaced += other.displaced;
        invalidated += other.invalidated;
        invalidatedInWindow += other.invalidatedInWindow;
        other.gross.forEach((currency, amount) -> gross.merge(currency, amount, Long::sum));
        other.refunded.forEach((currency, amount) -> refunded.merge(currency, amount, Long::sum));
        other.refundedInWindow.forEach((currency, amount) -> refundedInWindow.merge(currency, amount, Long::sum));
        return this;
    }

    /** Equal rows have equal texts. */
    @Override
    public String toString() {
        return "impressions=" + impressions + " exposures=" + exposures + " invalid=" + invalid + " charged=" + charged
                + " placed=" + placed + " orders=" + orders + " refunds=" + refunds + " units=" + units + " gross="
                + gross + " refunded=" + refunded + " cancelled=" + cancelled + " refundsInWindow=" + refundsInWindow
                + " refundedInWindow=" + refundedInWindow + " displaced=" + displaced + " invalidated=" + invalidated
                + " invalidatedInWindow=" + invalidatedInWindow;
    }
}
