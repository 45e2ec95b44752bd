package io.tributary.domain.merchant;

import io.tributary.domain.metric.SettledWindows;
import io.tributary.domain.order.OrderMemos;

/**
 * What a merchant task remembers for weeks, since corrections come so late: too much for the heap, and so on disk in the service.
 *
 * @param orders what is known of order lines
 * @param judged impressions that a verdict was counted of
 * @param windows hours and days that are final
 */
public record TaskMemos(OrderMemos orders, JudgedImpressions judged, SettledWindows windows) {
    /** In the heap, for a task that runs without a store. */
    public static TaskMemos inMemory() {
        return new TaskMemos(OrderMemos.inMemory(), JudgedImpressions.inMemory(), SettledWindows.inMemory());
    }

    /** The same with other memos of orders. */
    public TaskMemos withOrders(OrderMemos others) {
        return new TaskMemos(others, judged, windows);
    }

    /** The same with other windows. */
    public TaskMemos withWindows(SettledWindows others) {
        return new TaskMemos(orders, judged, others);
    }
}
