package io.tributary.chaos;

import io.tributary.merchants.v1.MerchantEvent;
import io.tributary.pool.v1.TaskCounters;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** How many coupons of the {@link CouponProgramme} merchants should have earned. */
final class RewardOracle {
    private final ExpectedCounters counters;
    private final ExpectedRows rows;
    private final Map<String, Long> minutesLive = new TreeMap<>();

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
                take(entry.key(), entry.value());
            } else {
                counters.duplicate(entry.partition());
            }
        }
    }

    private void take(String merchant, MerchantEvent event) {
        boolean counts = event.getType().equals(CouponProgramme.LIVE)
                && rows.programmes(merchant).contains(CouponProgramme.ID);
        if (counts) {
            minutesLive.merge(merchant, event.getQuantity(), Long::sum);
        }
    }

    /** Coupons by merchant; who has earned none is not there. */
    Map<String, Long> earned() {
        Map<String, Long> earned = new TreeMap<>();
        minutesLive.forEach((merchant, minutes) -> {
            long coupons = Math.min(CouponProgramme.MOST, minutes / CouponProgramme.EVERY);
            if (coupons > 0) {
                earned.put(merchant, coupons);
            }
        });
        return earned;
    }
}
