package io.tributary.demo.experiment;

import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;
import io.tributary.events.v1.OrderStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What buckets have counted, from the raw events, plainly: knows nothing of the service. */
final class BucketOracle {
    private final ZoneId zone;
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Line> lines = new HashMap<>();
    private final Map<String, Impression> exposures = new HashMap<>();
    private final Map<String, String> merchants = new HashMap<>();

    private static final class Line {
        private String merchant;
        private OrderLine paid;
        private boolean isTurnedBackWhole;
        private boolean isTurnedBack;
        private long turnedBack;
    }

    /** What one bucket counted. */
    record Count(long exposures, long orders, long units, long sales) {}

    BucketOracle(ZoneId zone) {
        this.zone = zone;
    }

    void impression(String merchant, Impression impression) {
        if (seen.add(merchant + impression.getImpressionId())
                && impression.getViewable()
                && !impression.getInvalidTraffic()) {
            exposures.put(impression.getImpressionId(), impression);
            merchants.put(impression.getImpressionId(), merchant);
        }
    }

    /** An impression was no exposure, as was found out later. */
    void invalidated(String impressionId) {
        exposures.remove(impressionId);
    }

    void order(String merchant, OrderLine order) {
        Line line = lines.computeIfAbsent(merchant + order.getOrderId(), unknown -> new Line());
        line.merchant = merchant;
        if (order.getStatus() == OrderStatus.PAID) {
            line.paid = line.paid == null ? order : line.paid;
        } else if (order.getStatus() != OrderStatus.PLACED) {
            line.isTurnedBack = true;
            line.isTurnedBackWhole |= order.getStatus() == OrderStatus.CANCELLED && order.getAmount() == 0;
            line.turnedBack = Math.max(line.turnedBack, order.getAmount());
        }
    }

    /** By bucket, of these merchants on a day. */
    Count[] counts(Predicate<String> group, LocalDate day, String currency) {
        long[][] sums = new long[4][1000];
        exposures.forEach((id, impression) -> {
            boolean isCounted = group.test(merchants.get(id)) && day.equals(day(impression.getTime()));
            if (isCounted && impression.getBucket() >= 0) {
                sums[0][impression.getBucket()]++;
            }
        });
        for (Line line : lines.values()) {
            if (line.paid != null
                    && line.paid.getAttribution() != null
                    && line.paid.getAttribution().getBucket() >= 0
                    && group.test(line.merchant)
                    && day.equals(day(line.paid.getTime()))) {
                int bucket = line.paid.getAttribution().getBucket();
                sums[1][bucket] += line.isTurnedBack ? 0 : 1;
                sums[2][bucket] += line.paid.getQuantity();
                long back = line.isTurnedBackWhole
                        ? line.paid.getAmount()
                        : Math.min(line.paid.getAmount(), line.turnedBack);
                sums[3][bucket] += line.paid.getCurrency().equals(currency) ? line.paid.getAmount() - back : 0;
            }
        }
        Count[] counts = new Count[1000];
        for (int bucket = 0; bucket < 1000; bucket++) {
            counts[bucket] = new Count(sums[0][bucket], sums[1][bucket], sums[2][bucket], sums[3][bucket]);
        }
        return counts;
    }

    private LocalDate day(long time) {
        return Instant.ofEpochMilli(time).atZone(zone).toLocalDate();
    }
}
