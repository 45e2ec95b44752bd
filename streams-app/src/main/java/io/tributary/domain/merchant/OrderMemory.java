package io.tributary.domain.merchant;

import io.tributary.domain.order.OrderMemo;
import io.tributary.domain.order.OrderMemos;

/** What a task remembers of its order lines: each for the policy's span since its last status. */
final class OrderMemory {
    /** Memos are looked through this often in a span: one is dropped at most a seventh of the span late. */
    private static final double SWEEPS_IN_SPAN = 7;

    private final long spanMillis;
    private final TaskState state;
    private final OrderMemos memos;

    OrderMemory(MerchantPolicy policy, TaskState state, OrderMemos memos) {
        this.spanMillis = policy.memory().orderSpanMillis();
        this.state = state;
        this.memos = memos;
    }

    /** The line's memo, an empty one when it is not known: also when its time is over and the memo was not dropped yet. */
    OrderMemo of(MerchantState merchant, OrderEvent order) {
        long first = merchant.own(order.idFirst());
        long second = merchant.own(order.idSecond());
        OrderMemo known = memos.find(first, second);
        boolean counts = known != null && state.beatTime() - known.updatedAt() <= spanMillis;
        return counts ? known : new OrderMemo(first, second);
    }

    /** Notes the status; before the first beat only events tell the time. */
    void see(OrderMemo memo, OrderEvent order) {
        memo.see(order.status().ordinal(), Math.max(state.beatTime(), order.time()));
    }

    void keep(OrderMemo memo) {
        memos.put(memo);
    }

    /**
     * Drops some of the memos whose time is over.
     *
     * @param last service time of the beat before, epoch milliseconds
     */
    void beat(long last, long now) {
        double share = SWEEPS_IN_SPAN * (now - last) / Math.max(1, spanMillis);
        memos.sweep(now - spanMillis, Math.max(0, Math.min(1, share)));
    }
}
