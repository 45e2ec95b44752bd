package io.tributary.domain.merchant;

import io.tributary.domain.order.OrderMemos;

/**
 * What a merchant task remembers of single events for weeks: too much for the heap, and so on disk in the service.
 *
 * @param orders what is known of order lines
 * @param judged impressions that a verdict was counted of
 */
public record TaskMemos(OrderMemos orders, JudgedImpressions judged) {
    /** In the heap, for a task that runs without a store. */
    public static TaskMemos inMemory() {
        return new TaskMemos(OrderMemos.inMemory(), JudgedImpressions.inMemory());
    }

    /** The same with other memos of orders. */
    public TaskMemos withOrders(OrderMemos others) {
        return new TaskMemos(others, judged);
    }
}
