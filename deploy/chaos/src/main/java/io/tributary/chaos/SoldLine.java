package io.tributary.chaos;

import io.tributary.events.v1.OrderLine;
import io.tributary.events.v1.OrderStatus;
import io.tributary.pool.v1.TaskCounters;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What the oracle knows of an order line: its records so far. */
final class SoldLine {
    final String merchant;
    final TaskCounters task;
    final Set<OrderStatus> seen = EnumSet.noneOf(OrderStatus.class);
    final List<OrderLine> back = new ArrayList<>();
    OrderLine placed;
    OrderLine paid;
    /** What was turned back before the last record; negative before anything was. */
    long before = -1;

    SoldLine(String merchant, TaskCounters task) {
        this.merchant = merchant;
        this.task = task;
    }

    void add(OrderLine order) {
        OrderStatus status = order.getStatus();
        boolean again = !seen.add(status);
        task.setDuplicates(task.getDuplicates() + (again ? 1 : 0));
        switch (status) {
            case PLACED -> placed = again ? placed : order;
            case PAID -> paid = again ? paid : order;
            case REFUNDED -> {
                task.setUnmatched(task.getUnmatched() + (paid == null && !again ? 1 : 0));
                back.add(order);
            }
            default -> back.add(order);
        }
    }

    boolean isPaid() {
        return paid != null;
    }

    /** Whether it was paid and counts no more, however little of it is paid back. */
    boolean isTurnedBack() {
        return paid != null && !back.isEmpty();
    }

    /** What is paid back, by the record that says most. */
    long turnedBack() {
        return back.stream()
                .mapToLong(each -> isAll(each) || isForeign(each) ? paid.getAmount() : each.getAmount())
                .map(amount -> Math.min(amount, paid.getAmount()))
                .max()
                .orElseThrow();
    }

    boolean fits() {
        return back.stream()
                .filter(each -> !isAll(each))
                .noneMatch(each -> isForeign(each) || each.getAmount() > paid.getAmount());
    }

    private static boolean isAll(OrderLine order) {
        return order.getStatus() == OrderStatus.CANCELLED && order.getAmount() == 0;
    }

    private boolean isForeign(OrderLine order) {
        return !order.getCurrency().equals(paid.getCurrency());
    }
}
