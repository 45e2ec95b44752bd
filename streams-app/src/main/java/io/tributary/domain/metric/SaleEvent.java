package io.tributary.domain.metric;

/**
 * What an event of an order line adds to a cell.
 *
 * @param measures those that grow by one, a bit of each {@link Measure}
 * @param units paid, which {@link Measure#UNITS} grows by
 * @param currency of the money, ISO 4217; null when it is about no money
 * @param gross paid, minor units
 * @param refunded turned back of what was paid there, minor units
 * @param refundedInWindow turned back there, minor units
 */
record SaleEvent(int measures, int units, String currency, long gross, long refunded, long refundedInWindow) {
    static SaleEvent placed() {
        return new SaleEvent(Measure.PLACED.bit(), 0, null, 0, 0, 0);
    }

    static SaleEvent paid(boolean late, int quantity, String currency, long amount) {
        int measures = Measure.ORDERS.bit() | Measure.LATE.bitIf(late);
        return new SaleEvent(measures, quantity, currency, amount, 0, 0);
    }

    /**
     * @param whole whether the line is turned back, and not only more of its money
     */
    static SaleEvent refunded(boolean whole, String currency, long amount) {
        return new SaleEvent(Measure.REFUNDS.bitIf(whole), 0, currency, 0, amount, 0);
    }

    /** The same, where it happened. */
    static SaleEvent refundedInWindow(boolean whole, String currency, long amount) {
        return new SaleEvent(Measure.REFUNDS_IN_WINDOW.bitIf(whole), 0, currency, 0, 0, amount);
    }

    static SaleEvent cancelled() {
        return new SaleEvent(Measure.CANCELLED.bit(), 0, null, 0, 0, 0);
    }
}
