package io.tributary.domain.merchant;

import io.tributary.domain.metric.DayCalendar;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Whom the next sweep visits: merchants to which something happened, and those for whom a time has come. */
final class Agenda {
    /** Times this near to each other share a list: an entry of its own for each would be an object that lives for a minute. */
    private static final long NEAR_MILLIS = 1_000;

    private final MerchantPolicy policy;
    private final DayCalendar calendar;
    /** Ids of merchants by when they are due, in {@link #NEAR_MILLIS}; some are due at another time since. */
    private final TreeMap<Long, List<String>> due = new TreeMap<>();

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
            due.computeIfAbsent(time / NEAR_MILLIS, near -> new ArrayList<>()).add(merchant.id());
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
    void enqueueDue(MerchantRepository book, long now) {
        for (Long near : List.copyOf(due.headMap(now / NEAR_MILLIS, true).keySet())) {
            enqueueDue(book, now, near);
        }
    }

    private void enqueueDue(MerchantRepository book, long now, long near) {
        List<String> later = new ArrayList<>();
        for (String merchantId : due.remove(near)) {
            MerchantState merchant = book.find(merchantId);
            if (merchant != null && merchant.dueAt() <= now) {
                enqueue(merchant);
            } else if (merchant != null && merchant.dueAt() / NEAR_MILLIS == near) {
                later.add(merchantId);
            }
        }
        if (!later.isEmpty()) {
            due.put(near, later);
        }
    }

    /** Hands over whom to visit, and begins with an empty list. */
    List<MerchantState> take() {
        List<MerchantState> taken = queue;
        queue = new ArrayList<>();
        return taken;
    }
}
