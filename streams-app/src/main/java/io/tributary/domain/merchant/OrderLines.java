package io.tributary.domain.merchant;

import io.tributary.domain.Arm;
import io.tributary.domain.Surface;
import io.tributary.domain.experiment.UntoldBuckets.LineChange;
import io.tributary.domain.metric.Dimensions;
import io.tributary.domain.metric.MetricWindows;
import io.tributary.domain.metric.SettledWindows;
import io.tributary.domain.order.OrderMemo;
import io.tributary.domain.reward.MerchantRewards;

/**
 * What order lines count for: each status of a line once, in whatever order they come. {@link OrderMemo} has the table; a record counts
 * for the difference that it makes to the line.
 *
 * <p>A line is remembered for the policy's span (32 days) since its last new status. When that is over nothing is known of it: a status
 * that comes again counts again, and a refund of a payment that is forgotten waits, like any refund that comes before its payment, and
 * counts nothing; {@link Counters#unmatched} says how many such came. Hours and days can be restated until the policy's time (30 days) after
 * the end of the day, which is shorter: what comes later is counted in no window of the payment, and by {@link Counters#beyondHorizon}.
 */
final class OrderLines {
    private final TaskState state;
    private final OrderMemory memory;
    private final SettledWindows settled;
    private final ArmCounter armCounter;
    private final ClockCounter clocks;
    private final VisitQueue visits;

    /** Who counts lines beside the merchant's windows. */
    record Counts(ArmCounter arms, ClockCounter clocks) {}

    OrderLines(TaskState state, OrderMemory memory, SettledWindows settled, Counts counts, VisitQueue visits) {
        this.state = state;
        this.memory = memory;
        this.settled = settled;
        this.armCounter = counts.arms;
        this.clocks = counts.clocks;
        this.visits = visits;
    }

    /**
     * Counts a line for its merchant.
     *
     * @return whether it did nothing but count, so that the journal can have it
     */
    boolean count(MetricWindows.Clock clock, MerchantState merchant, OrderEvent order) {
        OrderMemo memo = memory.of(merchant, order);
        boolean again = memo.seen(order.status().ordinal());
        state.counters().duplicates += again ? 1 : 0;
        // What is paid back may be more than was said before; nothing else is read twice.
        if (again && order.status() != OrderEvent.Status.CANCELLED && order.status() != OrderEvent.Status.REFUNDED) {
            return true;
        }
        Counted before = Counted.of(memo);
        hydrate(clock, merchant, order.time());
        boolean countsOnly = note(clock, merchant, memo, order, again);
        countsOnly &= turnBack(clock, merchant, memo, before);
        armCounter.ordered(merchant, memo, change(memo, before, order, again));
        countsOnly &= clocks.count(merchant, memo, memo.net() - before.net, memo.netAmount() - before.netAmount);
        countsOnly &= !reward(merchant, memo, before);
        countsOnly &= order.status() != OrderEvent.Status.PAID || !merchant.sold(order.time());
        memory.keep(memo);
        if (!again) {
            state.counters().late += clock.isLate(order.time()) ? 1 : 0;
            state.seen(order.time());
        }
        visits.scheduleBy(merchant, memo.isPaid() ? Math.min(memo.paidAt(), order.time()) : order.time());
        if (memo.isTurnedBack()) {
            visits.publishBy(merchant, memo.turnedBackAt());
        }
        return countsOnly;
    }

    private void hydrate(MetricWindows.Clock clock, MerchantState merchant, long time) {
        merchant.windows().hydrate(clock, merchant.id(), time, settled);
    }

    private static LineChange change(OrderMemo memo, Counted before, OrderEvent order, boolean again) {
        int units = !again && order.status() == OrderEvent.Status.PAID ? order.quantity() : 0;
        return new LineChange(memo.net() - before.net, units, memo.currency(), memo.netAmount() - before.netAmount);
    }

    /**
     * Counts it for the merchant's benefits, as of its payment.
     *
     * @return whether that changed any
     */
    private static boolean reward(MerchantState merchant, OrderMemo memo, Counted before) {
        if (merchant.rewards() == MerchantRewards.NONE || !memo.isPaid()) {
            return false;
        }
        int orders = memo.net() - before.net;
        long sales = memo.netAmount() - before.netAmount;
        return (orders != 0 || sales != 0) && merchant.rewards().sold(orders, sales, memo.currency(), memo.paidAt());
    }

    /** What a line has been counted for. */
    private record Counted(boolean isTurnedBack, long turnedBack, int net, long netAmount, boolean isMismatched) {
        static Counted of(OrderMemo memo) {
            return new Counted(
                    memo.isTurnedBack(), memo.turnedBack(), memo.net(), memo.netAmount(), memo.isMismatched());
        }
    }

    /** Notes what a record says, and counts what was placed or paid. */
    private boolean note(
            MetricWindows.Clock clock, MerchantState merchant, OrderMemo memo, OrderEvent order, boolean again) {
        if (!again) {
            memory.see(memo, order);
        }
        switch (order.status()) {
            case PLACED -> {
                return merchant.windows().placed(clock, order.time(), dimensions(merchant, order));
            }
            case PAID -> {
                return paid(clock, merchant, memo, order);
            }
            case CANCELLED -> {
                memo.cancelled(order.amount(), order.currency(), order.time());
                return again || merchant.windows().cancelled(clock, order.time(), dimensions(merchant, order));
            }
            case REFUNDED -> {
                memo.refunded(order.amount(), order.currency(), order.time());
                state.counters().unmatched += memo.isPaid() || again ? 0 : 1;
            }
        }
        return true;
    }

    /** Where an event counts that is counted where it happened. */
    private static int dimensions(MerchantState merchant, OrderEvent order) {
        return dimensions(merchant, order.time(), order.surface(), order.bucket());
    }

    private static int dimensions(MerchantState merchant, long time, Surface surface, int bucket) {
        return Dimensions.of(surface, merchant.windows().membership(time).arm(bucket));
    }

    private boolean paid(MetricWindows.Clock clock, MerchantState merchant, OrderMemo memo, OrderEvent order) {
        Arm arm = merchant.windows().membership(order.time()).arm(order.bucket());
        memo.paid(order.time(), state.beatTime(), order.surface(), arm, order.bucket());
        memo.paid(order.amount(), order.currency());
        state.counters().orders++;
        int dimensions = Dimensions.of(order.surface(), arm);
        return merchant.windows()
                .paid(clock, order.time(), dimensions, order.quantity(), order.currency(), order.amount());
    }

    /** Turns back what is to be turned back since this record, where the payment was counted, and counts it where that happened. */
    private boolean turnBack(MetricWindows.Clock clock, MerchantState merchant, OrderMemo memo, Counted before) {
        state.counters().mismatched += memo.isMismatched() && !before.isMismatched ? 1 : 0;
        boolean first = memo.isTurnedBack() && !before.isTurnedBack;
        long more = memo.turnedBack() - before.turnedBack;
        if (!first && more == 0) {
            return true;
        }
        state.counters().refunds += first ? 1 : 0;
        state.counters().beyondHorizon += clock.isBeyondHorizon(memo.paidAt()) ? 1 : 0;
        MetricWindows windows = merchant.windows();
        hydrate(clock, merchant, memo.paidAt());
        int paid = Dimensions.of(memo.surface(), memo.arm());
        boolean countsOnly = windows.refunded(clock, memo.paidAt(), paid, first, memo.currency(), more);
        long time = memo.turnedBackAt();
        hydrate(clock, merchant, time);
        int then = dimensions(merchant, time, memo.surface(), memo.bucket());
        return windows.refundedInWindow(clock, time, then, first, memo.currency(), more) && countsOnly;
    }
}
