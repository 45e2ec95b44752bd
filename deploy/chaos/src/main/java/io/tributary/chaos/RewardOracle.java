package io.tributary.chaos;

import io.tributary.merchants.v1.MerchantEvent;
import io.tributary.pool.v1.TaskCounters;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What merchants should have earned by the {@link RewardProgramme}: how many coupons, and which reliefs of fees by what. */
final class RewardOracle {
    private final ExpectedCounters counters;
    private final ExpectedRows rows;
    private final Map<String, Long> minutesLive = new TreeMap<>();
    private final Map<String, List<Event>> courses = new TreeMap<>();

    /**
     * A merchant's event.
     *
     * @param number of those that its task has taken, from 1
     */
    record Event(int task, long number) {}

    RewardOracle(ExpectedCounters counters, ExpectedRows rows) {
        this.counters = counters;
        this.rows = rows;
    }

    void count(List<TopicLog.Entry<MerchantEvent>> events) {
        Set<String> known = new HashSet<>();
        for (TopicLog.Entry<MerchantEvent> entry : events) {
            counters.seen(entry.partition(), entry.key());
            if (known.add(entry.key() + " " + entry.value().getEventId())) {
                TaskCounters task = counters.of(entry.partition());
                task.setMerchantEvents(task.getMerchantEvents() + 1);
                take(entry.key(), entry.value(), new Event(entry.partition(), task.getMerchantEvents()));
            } else {
                counters.duplicate(entry.partition());
            }
        }
    }

    private void take(String merchant, MerchantEvent event, Event taken) {
        if (!rows.programmes(merchant).contains(RewardProgramme.ID)) {
            return;
        }
        switch (event.getType()) {
            case RewardProgramme.LIVE -> minutesLive.merge(merchant, event.getQuantity(), Long::sum);
            case RewardProgramme.COURSE ->
                courses.computeIfAbsent(merchant, key -> new ArrayList<>()).add(taken);
            default -> throw new AssertionError("earns nothing: " + event);
        }
    }

    /** Coupons by merchant; who has earned none is not there. */
    Map<String, Long> coupons() {
        Map<String, Long> earned = new TreeMap<>();
        minutesLive.forEach((merchant, minutes) -> {
            long coupons = Math.min(RewardProgramme.MOST, minutes / RewardProgramme.EVERY);
            if (coupons > 0) {
                earned.put(merchant, coupons);
            }
        });
        return earned;
    }

    /** What earned a relief each, by merchant. */
    Map<String, List<Event>> reliefs() {
        Map<String, List<Event>> earned = new TreeMap<>();
        courses.forEach((merchant, events) ->
                earned.put(merchant, events.subList(0, Math.min(RewardProgramme.MOST_RELIEFS, events.size()))));
        return earned;
    }
}
