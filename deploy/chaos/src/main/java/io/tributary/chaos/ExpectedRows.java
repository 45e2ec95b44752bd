package io.tributary.chaos;

import io.tributary.common.v1.Arm;
import io.tributary.common.v1.BucketRange;
import io.tributary.common.v1.Surface;
import io.tributary.demo.street.Street;
import io.tributary.events.v1.Attribution;
import io.tributary.events.v1.OrderLine;
import io.tributary.ledger.v1.Decision;
import io.tributary.ledger.v1.Entitlement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** What rows of minutes, and of all days together, should say. */
final class ExpectedRows {
    private static final long MINUTE = TimeUnit.MINUTES.toMillis(1);
    private static final Map<String, BucketRange> HOLDOUTS =
            Map.of(Street.NEWCOMER, Street.NEWCOMER_HOLDOUT, Street.FARM, Street.FARM_HOLDOUT);

    private final Map<String, Set<String>> programmesOf = new HashMap<>();
    private final Map<String, MinuteRow> minutes = new TreeMap<>();
    private final Map<String, MinuteRow> totals = new TreeMap<>();

    ExpectedRows(List<TopicLog.Entry<Entitlement>> entitlements) {
        entitlements.forEach(entry -> programmesOf.put(
                entry.key(),
                entry.value().getDecisions().stream()
                        .filter(Decision::getEligible)
                        .map(Decision::getProgrammeId)
                        .collect(Collectors.toSet())));
    }

    Map<String, MinuteRow> minutes() {
        return minutes;
    }

    Map<String, MinuteRow> totals() {
        return totals;
    }

    Set<String> programmes(String merchant) {
        return programmesOf.getOrDefault(merchant, Set.of());
    }

    /** In the day and the minute of an order's status. */
    void add(String merchant, OrderLine order, Consumer<MinuteRow> change) {
        Attribution credit = order.getAttribution();
        add(merchant, order.getTime(), credit.getSurface(), credit.getBucket(), change);
    }

    /** In its day and in its minute. */
    void add(String merchant, long time, Surface surface, int bucket, Consumer<MinuteRow> change) {
        change.accept(total(merchant, surface, arm(merchant, bucket)));
        change.accept(minute(merchant, time, surface, bucket));
    }

    /** What is too late counts in its day only: nobody was in a programme then, and its minute is over. */
    void addTooLate(String merchant, Surface surface, Consumer<MinuteRow> change) {
        change.accept(total(merchant, surface, Arm.NONE));
    }

    private MinuteRow total(String merchant, Surface surface, Arm arm) {
        String key = MinuteRow.key(merchant, 0, surface, arm);
        return totals.computeIfAbsent(key, any -> new MinuteRow(0));
    }

    private MinuteRow minute(String merchant, long time, Surface surface, int bucket) {
        long start = time - time % MINUTE;
        String key = MinuteRow.key(merchant, start, surface, arm(merchant, bucket));
        return minutes.computeIfAbsent(key, any -> new MinuteRow(start));
    }

    private Arm arm(String merchant, int bucket) {
        Set<String> programmes = programmes(merchant);
        if (programmes.isEmpty() || bucket < 0) {
            return Arm.NONE;
        }
        boolean heldOut = programmes.stream()
                .map(HOLDOUTS::get)
                .allMatch(holdout -> bucket >= holdout.getFrom() && bucket < holdout.getTo());
        return heldOut ? Arm.HOLDOUT : Arm.TREATMENT;
    }
}
