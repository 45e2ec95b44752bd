package io.tributary.demo.experiment;

import io.tributary.demo.oracle.PlainLine;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;
import io.tributary.events.v1.OrderStatus;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What buckets have counted, from the raw events, and what came too late, plainly: knows nothing of the service. */
final class BucketOracle {
    /** Windows are restated for so long after the end of their day, milliseconds. */
    static final long CORRECTION_HORIZON = TimeUnit.DAYS.toMillis(30);
    /** A line is remembered for so long since its last new status, milliseconds. */
    static final long LINE_SPAN = TimeUnit.DAYS.toMillis(32);

    private final ZoneId zone;
    private final Set<String> seen = new HashSet<>();
    private final List<PlainLine> lines = new ArrayList<>();
    private final Map<String, Remembered> remembered = new HashMap<>();
    private final Map<String, Impression> exposures = new HashMap<>();
    private final Map<String, String> merchants = new HashMap<>();
    private final Set<String> judged = new HashSet<>();
    private int forgotten;
    private long longestDelay;
    private long unmatched;
    private long lateRefunds;
    private long lateVerdicts;

    /** A line that is known, and since when nothing new was told of it. */
    private record Remembered(PlainLine line, long since) {}

    /** What one bucket counted. */
    record Count(long exposures, long orders, long units, long sales) {}

    /**
     * What came too late.
     *
     * @param forgotten lines of which a status came when nothing was known of them any more
     * @param unmatched refunds that found no payment: it was forgotten, or had not come
     * @param refunds that found their payment, but the windows of it beyond the correction horizon
     * @param verdicts whose impression's windows are beyond it
     */
    record TooLate(long forgotten, long unmatched, long refunds, long verdicts) {}

    BucketOracle(ZoneId zone) {
        this.zone = zone;
    }

    TooLate tooLate() {
        return new TooLate(forgotten, unmatched, lateRefunds, lateVerdicts);
    }

    /** How long after its payment a line was turned back and counted, milliseconds: the longest. */
    long longestDelay() {
        return longestDelay;
    }

    void impression(String merchant, Impression impression) {
        if (seen.add(merchant + impression.getImpressionId())
                && impression.getViewable()
                && !impression.getInvalidTraffic()) {
            exposures.put(impression.getImpressionId(), impression);
            merchants.put(impression.getImpressionId(), merchant);
        }
    }

    /** Whether an impression was found invalid in time. */
    boolean isJudged(String impressionId) {
        return judged.contains(impressionId);
    }

    /** An impression was no exposure, as is found out now. */
    void invalidated(Impression impression, long now) {
        if (judged.contains(impression.getImpressionId())) {
            return;
        }
        if (isBeyondHorizon(impression.getTime(), now)) {
            lateVerdicts++;
            return;
        }
        judged.add(impression.getImpressionId());
        exposures.remove(impression.getImpressionId());
    }

    void order(String merchant, OrderLine order, long now) {
        String id = merchant + order.getOrderId();
        Remembered known = remembered.get(id);
        if (known != null && now - known.since > LINE_SPAN) {
            forgotten++;
            known = null;
        }
        if (known == null) {
            known = new Remembered(new PlainLine(merchant), now);
            lines.add(known.line);
        }
        boolean wasTurnedBack = known.line.isTurnedBack();
        long before = known.line.turnedBack();
        boolean isNew = known.line.see(order);
        remembered.put(id, isNew ? new Remembered(known.line, now) : known);
        if (known.line.isTurnedBack() && (!wasTurnedBack || known.line.turnedBack() > before)) {
            long paidAt = known.line.paid().getTime();
            longestDelay = Math.max(longestDelay, now - paidAt);
            lateRefunds += isBeyondHorizon(paidAt, now) ? 1 : 0;
        }
        boolean isUnmatched = isNew && order.getStatus() == OrderStatus.REFUNDED && known.line.paid() == null;
        unmatched += isUnmatched ? 1 : 0;
    }

    private boolean isBeyondHorizon(long time, long now) {
        long dayEnd = day(time).plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
        return now >= dayEnd + CORRECTION_HORIZON;
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
        for (PlainLine line : lines) {
            OrderLine paid = line.paid();
            if (paid != null
                    && paid.getAttribution() != null
                    && paid.getAttribution().getBucket() >= 0
                    && group.test(line.merchant())
                    && day.equals(day(paid.getTime()))) {
                int bucket = paid.getAttribution().getBucket();
                sums[1][bucket] += line.isTurnedBack() ? 0 : 1;
                sums[2][bucket] += paid.getQuantity();
                sums[3][bucket] += paid.getCurrency().equals(currency) ? paid.getAmount() - line.turnedBack() : 0;
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
