package io.tributary.demo.oracle;

import io.tributary.events.v1.OrderLine;
import io.tributary.events.v1.OrderStatus;
import java.util.EnumSet;
import java.util.Set;

/** What the records of an order line come to, plainly and in whatever order they came: knows nothing of the service. */
public final class PlainLine {
    private final String merchant;
    private final Set<OrderStatus> seen = EnumSet.noneOf(OrderStatus.class);
    private OrderLine paid;
    private boolean isTurnedBack;
    private boolean isTurnedBackWhole;
    private long turnedBack;

    public PlainLine(String merchant) {
        this.merchant = merchant;
    }

    /**
     * Takes a record of the line.
     *
     * @return whether its status is new
     */
    public boolean see(OrderLine order) {
        if (order.getStatus() == OrderStatus.PAID) {
            paid = paid == null ? order : paid;
        } else if (order.getStatus() != OrderStatus.PLACED) {
            isTurnedBack = true;
            isTurnedBackWhole |= order.getStatus() == OrderStatus.CANCELLED && order.getAmount() == 0;
            turnedBack = Math.max(turnedBack, order.getAmount());
        }
        return seen.add(order.getStatus());
    }

    public String merchant() {
        return merchant;
    }

    /** The first payment; null as long as none came. */
    public OrderLine paid() {
        return paid;
    }

    /** Whether it was paid, and is not any more. */
    public boolean isTurnedBack() {
        return paid != null && isTurnedBack;
    }

    /** Of what was paid, what is turned back, minor units. */
    public long turnedBack() {
        if (paid == null) {
            return 0;
        }
        return isTurnedBackWhole ? paid.getAmount() : Math.min(paid.getAmount(), turnedBack);
    }
}
