package io.tributary.domain.merchant;

import io.tributary.domain.metric.DayCalendar;
import java.util.ArrayList;
import java.util.List;

/**
 * Whom the next sweep visits: merchants to which something happened, and those for whom a time has come. One that is in the list and not
 * {@link MerchantState#isQueued queued} is there for rows of corrections only.
 */
final class VisitQueue {
    private final MerchantPolicy policy;
    private final DayCalendar calendar;
    private final Timers timers;
    private List<MerchantState> queue = new ArrayList<>();

    VisitQueue(MerchantPolicy policy, Timers timers) {
        this.policy = policy;
        this.calendar = new DayCalendar(policy.windows().zone());
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
        timers.poll(now, merchant -> {
            if (merchant.dueAt() <= now) {
                enqueue(merchant);
            } else if (!merchant.isQueued()) {
                queue.add(merchant);
            }
        });
    }

    /**
     * Sets when a merchant is visited in any case.
     *
     * @param time epoch milliseconds; {@link Long#MAX_VALUE} for never
     * @param corrections when rows of windows that hold nothing else are due; the same
     */
    void schedule(MerchantState merchant, long time, long corrections) {
        merchant.dueAt(time);
        merchant.correctionsDueAt(corrections);
        timers.schedule(merchant);
    }

    /** Has a merchant visited when the minute of something that it has counted ends, or before. */
    void scheduleBy(MerchantState merchant, long time) {
        // Asked for every event, and nearly always answered by the minute alone.
        long minuteEnd = calendar.minuteEnd(time);
        if (minuteEnd < merchant.dueAt()) {
            long dueBy = policy.publishedAt(minuteEnd, merchant);
            if (dueBy < merchant.dueAt()) {
                schedule(merchant, dueBy, merchant.correctionsDueAt());
            }
        }
    }

    /** Has the rows of a correction that was counted where it happened published when its minute ends, or before. */
    void publishBy(MerchantState merchant, long time) {
        long dueBy = policy.publishedAt(calendar.minuteEnd(time), merchant);
        if (dueBy < merchant.nextDueAt()) {
            schedule(merchant, merchant.dueAt(), dueBy);
        }
    }

    /** Hands over whom to visit, and begins with an empty list. */
    List<MerchantState> take() {
        List<MerchantState> taken = queue;
        queue = new ArrayList<>();
        return taken;
    }
}
