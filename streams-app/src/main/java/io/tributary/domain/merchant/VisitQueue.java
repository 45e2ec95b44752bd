package io.tributary.domain.merchant;

import io.tributary.domain.metric.DayCalendar;
import java.util.ArrayList;
import java.util.List;

/** Whom the next sweep visits: merchants to which something happened, and those for whom a time has come. */
final class VisitQueue {
    private final MerchantPolicy policy;
    private final DayCalendar calendar;
    private final Timers timers;
    private List<MerchantState> queue = new ArrayList<>();

    VisitQueue(MerchantPolicy policy, Timers timers) {
        this.policy = policy;
        this.calendar = new DayCalendar(policy.metricZone());
        this.timers = timers;
    }

    /** Takes over what a merchant's record says, once the merchant is hydrated. */
    void restore(MerchantState merchant) {
        if (merchant.isQueued()) {
            queue.add(merchant);
        }
        timers.schedule(merchant);
    }

    /** Has the next sweep visit a merchant. */
    void enqueue(MerchantState merchant) {
        if (!merchant.isQueued()) {
            merchant.queued(true);
            queue.add(merchant);
        }
    }

    /** Has a merchant decided anew at the next sweep, unless there is nothing to decide. */
    void reconsider(MerchantState merchant) {
        boolean concerned = merchant.profile() != null || merchant.isParticipant();
        if (concerned) {
            merchant.undecided(true);
            enqueue(merchant);
        }
    }

    /** Enqueues those whose time has come. */
    void enqueueDue(long now) {
        timers.poll(now, this::enqueue);
    }

    /**
     * Sets when a merchant is visited in any case.
     *
     * @param time epoch milliseconds; {@link Long#MAX_VALUE} for never
     */
    void schedule(MerchantState merchant, long time) {
        merchant.dueAt(time);
        timers.schedule(merchant);
    }

    /** Has a merchant visited when the minute of something that it has counted ends, or before. */
    void scheduleBy(MerchantState merchant, long time) {
        // Asked for every event, and nearly always answered by the minute alone.
        long minuteEnd = calendar.minuteEnd(time);
        if (minuteEnd < merchant.dueAt()) {
            long dueBy = policy.publishedAt(minuteEnd, merchant);
            if (dueBy < merchant.dueAt()) {
                schedule(merchant, dueBy);
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
