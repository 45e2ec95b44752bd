package io.tributary.topology;

import io.tributary.domain.metric.Money;
import io.tributary.domain.metric.Rates;
import io.tributary.metrics.v1.Sales;

/** Money of a metric row, as a record. */
public final class SalesRecords {
    private SalesRecords() {}

    /**
     * Makes one.
     *
     * @param exposures of the same row
     */
    public static Sales of(String currency, Money money, long exposures) {
        return new Sales(
                currency,
                money.gross(),
                money.refunded(),
                Rates.perThousand(money.gross(), exposures),
                Rates.perThousand(money.gross() - money.refunded(), exposures),
                money.refundedInWindow());
    }
}
