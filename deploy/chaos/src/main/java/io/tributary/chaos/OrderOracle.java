package io.tributary.chaos;

import io.tributary.events.v1.OrderLine;
import io.tributary.events.v1.OrderStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What orders should have been counted for. */
final class OrderOracle {
    private final ExpectedCounters counters;
    private final ExpectedRows rows;
    private final Map<String, SoldLine> lines = new HashMap<>();
    private final Map<Integer, List<NetChange>> netChanges = new HashMap<>();
    private long unreadable;

    /**
     * A paid line came to count for its merchant, or to count no more.
     *
     * @param change 1, -1, or 0 for what was turned back before it was paid
     * @param paidAt when it was paid, epoch milliseconds
     * @param orders paid lines that the task has taken with this one
     * @param refunds lines turned back that the task has taken with this one
     */
    record NetChange(String merchant, int change, long paidAt, long orders, long refunds) {}

    OrderOracle(ExpectedCounters counters, ExpectedRows rows) {
        this.counters = counters;
        this.rows = rows;
    }

    void count(List<TopicLog.Entry<OrderLine>> orders) {
        for (TopicLog.Entry<OrderLine> entry : orders) {
            if (entry.readable()) {
                take(entry.partition(), entry.key(), entry.value());
            } else {
                unreadable++;
            }
        }
        lines.values().forEach(this::count);
    }

    long unreadable() {
        return unreadable;
    }

    /** Of a task, in the order in which it took them. */
    List<NetChange> netChanges(int task) {
        return netChanges.getOrDefault(task, List.of());
    }

    private void take(int task, String merchant, OrderLine order) {
        counters.seen(task, merchant);
        String id = merchant + " " + order.getOrderId() + " " + order.getLineId();
        SoldLine line = lines.computeIfAbsent(id, key -> new SoldLine(merchant, counters.of(task)));
        boolean cancels = order.getStatus() == OrderStatus.CANCELLED && !line.seen.contains(order.getStatus());
        rows.add(merchant, order, row -> row.cancelled += cancels ? 1 : 0);
        boolean wasPaid = line.isPaid();
        boolean wasBack = line.isTurnedBack();
        line.add(order);
        countBack(line);
        if (wasPaid != line.isPaid() || wasBack != line.isTurnedBack()) {
            note(task, line, !wasPaid, !wasBack && line.isTurnedBack());
        }
    }

    private void note(int task, SoldLine line, boolean pays, boolean turnsBack) {
        List<NetChange> changes = netChanges.computeIfAbsent(task, key -> new ArrayList<>());
        NetChange last = changes.isEmpty() ? new NetChange("", 0, 0, 0, 0) : changes.get(changes.size() - 1);
        changes.add(new NetChange(
                line.merchant,
                (pays ? 1 : 0) - (turnsBack ? 1 : 0),
                line.paid.getTime(),
                last.orders + (pays ? 1 : 0),
                last.refunds + (turnsBack ? 1 : 0)));
    }

    /** What the last record turned back counts where the last one was that turned something back. */
    private void countBack(SoldLine line) {
        if (line.paid == null || line.back.isEmpty()) {
            return;
        }
        long now = line.turnedBack();
        boolean first = line.before < 0;
        long more = now - Math.max(0, line.before);
        rows.add(line.merchant, line.back.get(line.back.size() - 1), row -> {
            row.refundsInWindow += first ? 1 : 0;
            MinuteRow.add(row.refundedInWindow, line.paid.getCurrency(), more);
        });
        line.before = now;
    }

    /** Looks at a line once, when all of it has come. */
    private void count(SoldLine line) {
        if (line.placed != null) {
            rows.add(line.merchant, line.placed, row -> row.placed++);
        }
        OrderLine paid = line.paid;
        if (paid == null) {
            return;
        }
        line.task.setOrders(line.task.getOrders() + 1);
        boolean isBack = !line.back.isEmpty();
        if (isBack) {
            line.task.setRefunds(line.task.getRefunds() + 1);
            line.task.setMismatched(line.task.getMismatched() + (line.fits() ? 0 : 1));
        }
        rows.add(line.merchant, paid, row -> {
            row.orders++;
            row.units += paid.getQuantity();
            MinuteRow.add(row.gross, paid.getCurrency(), paid.getAmount());
            row.refunds += isBack ? 1 : 0;
            MinuteRow.add(row.refunded, paid.getCurrency(), isBack ? line.turnedBack() : 0);
        });
    }
}
