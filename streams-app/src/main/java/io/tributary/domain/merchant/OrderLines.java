package io.tributary.domain.merchant;

import io.tributary.domain.Arm;
import io.tributary.domain.dedup.OrderMemo;
import io.tributary.domain.metric.MetricWindows;

/** What order lines count for: each status of a line once, and a refund is turned back where its payment was counted. */
final class OrderLines {
    private final TaskState state;
    private final OrderMemory memory;
    private final Cohorts cohorts;
    private final Agenda agenda;

    OrderLines(TaskState state, OrderMemory memory, Cohorts cohorts, Agenda agenda) {
        this.state = state;
        this.memory = memory;
        this.cohorts = cohorts;
        this.agenda = agenda;
    }

    /**
     * Counts a line for its merchant.
     *
     * @return whether it did nothing but count, so that the journal can have it
     */
    boolean count(MetricWindows.Clock clock, MerchantState merchant, Sold sold) {
        OrderMemo memo = memory.of(merchant, sold);
        if (memo.seen(sold.status().ordinal())) {
            state.counters().duplicates++;
            return true;
        }
        memory.see(memo, sold);
        boolean countsOnly = switch (sold.status()) {
            case PLACED -> placed(clock, merchant, sold);
            case PAID -> paid(clock, merchant, memo, sold);
            case CANCELLED, REFUNDED -> turnedBack(clock, merchant, memo, sold);
        };
        memory.keep(memo);
        state.counters().late += clock.isLate(sold.time()) ? 1 : 0;
        state.seen(sold.time());
        agenda.scheduleBy(merchant, memo.isPaid() ? Math.min(memo.paidAt(), sold.time()) : sold.time());
        return countsOnly;
    }

    private boolean placed(MetricWindows.Clock clock, MerchantState merchant, Sold sold) {
        return merchant.windows().placed(clock, sold.time(), sold.surface(), cohorts.arm(merchant, sold.bucket()));
    }

    private boolean paid(MetricWindows.Clock clock, MerchantState merchant, OrderMemo memo, Sold sold) {
        Arm arm = cohorts.arm(merchant, sold.bucket());
        memo.paid(sold.time(), sold.surface(), arm, sold.bucket());
        state.counters().orders++;
        if (!memo.seen(Sold.Status.REFUNDED.ordinal())) {
            cohorts.ordered(merchant, sold.bucket(), 1);
        }
        return merchant.windows()
                .paid(clock, sold.time(), sold.surface(), arm, sold.quantity(), sold.currency(), sold.amount());
    }

    private boolean turnedBack(MetricWindows.Clock clock, MerchantState merchant, OrderMemo memo, Sold sold) {
        boolean first = !(memo.seen(Sold.Status.CANCELLED.ordinal()) && memo.seen(Sold.Status.REFUNDED.ordinal()));
        if (memo.isPaid() && first) {
            state.counters().refunds++;
            cohorts.ordered(merchant, memo.bucket(), -1);
            return merchant.windows()
                    .refunded(clock, memo.paidAt(), memo.surface(), memo.arm(), sold.currency(), sold.amount());
        }
        if (!memo.isPaid() && sold.status() == Sold.Status.REFUNDED) {
            Arm arm = cohorts.arm(merchant, sold.bucket());
            state.counters().refunds++;
            return merchant.windows().refunded(clock, sold.time(), sold.surface(), arm, sold.currency(), sold.amount());
        }
        return true;
    }
}
