package io.tributary.domain.merchant;

import io.tributary.domain.metric.DayCalendar;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/** Whom the next sweep visits: merchants to which something happened, and those for whom a time has come. */
final class Agenda {
    private record Due(long time, String merchantId) {}

    private final MerchantPolicy policy;
    private final DayCalendar calendar;
    private final PriorityQueue<Due> due = new PriorityQueue<>((a, b) -> Long.compare(a.time, b.time));
    private List<MerchantState> queue = new ArrayList<>();

    Agenda(MerchantPolicy policy, DayCalendar calendar) {
        this.policy = policy;
        this.calendar = calendar;
    }

    /** Takes over what the record of a merchant says. */
    void restore(MerchantState merchant) {
        if (merchant.isQueued()) {
            queue.add(merchant);
        }
        schedule(merchant, merchant.dueAt());
    }

    /** Has the next sweep visit a merchant. */
    void enqueue(MerchantState merchant) {
        if (!merchant.isQueued()) {
            merchant.queued(true);
            queue.add(merchant);
        }
    }

    /**
     * Sets when a merchant is visited in any case.
     *
     * @param time epoch milliseconds; {@link Long#MAX_VALUE} for never
     */
    void schedule(MerchantState merchant, long time) {
        merchant.dueAt(time);
        if (time < Long.MAX_VALUE) {
            due.add(new Due(time, merchant.id()));
        }
    }

    /** Has a merchant visited when the minute of something that it has counted ends, or before. */
    void scheduleBy(MerchantState merchant, long time) {
        // Asked for every event, and nearly always answered by the minute alone.
        if (calendar.minuteEnd(time) < merchant.dueAt()) {
            long dueBy = dueBy(merchant, time);
            if (dueBy < merchant.dueAt()) {
                schedule(merchant, dueBy);
            }
        }
    }

    /** Counts an entry of the journal; what it is due for is {@link #restore restored} afterwards. */
    void countAgain(MerchantState merchant, long time, int packed) {
        merchant.countAgain(time, packed);
        merchant.dueAt(Math.min(merchant.dueAt(), dueBy(merchant, time)));
    }

    private long dueBy(MerchantState merchant, long time) {
        return policy.publishedAt(calendar.minuteEnd(time), merchant);
    }

    /** Enqueues those whose time has come. */
    void enqueueDue(MerchantBook book, long now) {
        while (!due.isEmpty() && due.peek().time <= now) {
            Due next = due.poll();
            MerchantState merchant = book.find(next.merchantId);
            if (merchant != null && merchant.dueAt() == next.time) {
                enqueue(merchant);
            }
        }
    }

    /** Hands over whom to visit, and begins with an empty list. */
    List<MerchantState> take() {
        List<MerchantState> taken = queue;
        queue = new ArrayList<>();
        return taken;
    }
}
