package io.tributary.chaos;

import io.tributary.events.v1.OrderLine;
import io.tributary.events.v1.OrderStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What orders should have been counted for. */
final class OrderOracle {
    private final ExpectedCounters counters;
    private final ExpectedRows rows;
    private final Map<String, SoldLine> lines = new HashMap<>();
    private long unreadable;

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

    private void take(int task, String merchant, OrderLine order) {
        counters.seen(task, merchant);
        String id = merchant + " " + order.getOrderId() + " " + order.getLineId();
        SoldLine line = lines.computeIfAbsent(id, key -> new SoldLine(merchant, counters.of(task)));
        boolean cancels = order.getStatus() == OrderStatus.CANCELLED && !line.seen.contains(order.getStatus());
        rows.add(merchant, order, row -> row.cancelled += cancels ? 1 : 0);
        line.add(order);
        countBack(line);
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
