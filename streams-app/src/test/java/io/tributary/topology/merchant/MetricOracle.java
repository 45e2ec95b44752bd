package io.tributary.topology.merchant;

import io.tributary.events.v1.Impression;
import io.tributary.events.v1.IvtVerdict;
import io.tributary.events.v1.OrderLine;
import io.tributary.events.v1.OrderStatus;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.metrics.v1.Sales;
import io.tributary.metrics.v1.WindowSize;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Computes metric rows from raw events, plainly and slowly, and shares no code with the service: every event adds to a map of counts for
 * each window that can be counted in when it comes. One merchant in one programme, from a moment on, buckets 0 to 49 of which are held out.
 * Exposures are charged to the period of their directive, and credited to it, as long as it is the programme's or the one before.
 */
final class MetricOracle {
    private static final WindowSize[] SIZES = {WindowSize.MINUTE, WindowSize.HOUR, WindowSize.DAY};

    private final Rules rules;
    private final Map<String, Map<String, Long>> rows = new TreeMap<>();
    private final Map<String, Impression> impressions = new HashMap<>();
    private final List<String> judged = new ArrayList<>();
    private final Map<String, List<OrderLine>> lines = new HashMap<>();
    private final Map<String, Long> periodOfDirective = new HashMap<>();
    private final Map<String, Long> chargedIn = new HashMap<>();
    private final Map<Long, Long> charges = new TreeMap<>();
    private final Map<Long, Long> credits = new TreeMap<>();
    private long period = -1;
    private long previous = -1;
    private long uncredited;

    /**
     * What counting depends on.
     *
     * @param enrolledAt when the merchant came into the programme, epoch milliseconds
     * @param graceMillis how long after its end a minute can be counted in
     * @param restateMillis how long after the end of its day an hour or a day can be
     */
    record Rules(java.time.ZoneId zone, long enrolledAt, long graceMillis, long restateMillis) {}

    MetricOracle(Rules rules) {
        this.rules = rules;
    }

    /** Counts that are not 0, by row. */
    Map<String, Map<String, Long>> rows() {
        Map<String, Map<String, Long>> all = new TreeMap<>();
        rows.forEach((row, counts) -> {
            Map<String, Long> some = new TreeMap<>(counts);
            some.values().removeIf(count -> count == 0);
            all.put(row, some);
        });
        return all;
    }

    /** Takes note that a period begins; times are epoch milliseconds. */
    void period(long start) {
        previous = period;
        period = start;
    }

    /** Takes note of a directive of the running period. */
    void directive(String id) {
        periodOfDirective.put(id, period);
    }

    /** Exposures charged, by the start of the period. */
    Map<Long, Long> charges() {
        return charges;
    }

    /** Exposures credited as invalid traffic, by the start of the period. */
    Map<Long, Long> credits() {
        return credits;
    }

    /** Verdicts about charges of periods that are forgotten. */
    long uncredited() {
        return uncredited;
    }

    long verdicts() {
        return judged.size();
    }

    /** Charged and not judged of the running period. */
    long spent() {
        return charges.getOrDefault(period, 0L) - credits.getOrDefault(period, 0L);
    }

    void impression(Impression each, long now) {
        if (impressions.putIfAbsent(each.getImpressionId(), each) != null) {
            return;
        }
        Place place = new Place(each.getTime(), each.getSurface().name(), each.getBucket(), now);
        boolean isExposure = each.getViewable() && !each.getInvalidTraffic();
        add(place, "impressions", 1);
        add(place, "exposures", isExposure ? 1 : 0);
        add(place, "invalid", each.getInvalidTraffic() ? 1 : 0);
        add(place, "charged", charge(each) ? 1 : 0);
        add(place, "late", isLate(each.getTime(), now) ? 1 : 0);
        add(place, "displaced", each.getInvalidTraffic() ? 0 : displaced(each));
    }

    private static int displaced(Impression each) {
        boolean isRanked = each.getBaseRank() != null && each.getFinalRank() != null;
        return isRanked && each.getFinalRank() > each.getBaseRank() ? each.getFinalRank() - each.getBaseRank() : 0;
    }

    private boolean charge(Impression each) {
        boolean isExposure = each.getViewable() && !each.getInvalidTraffic();
        Long of = periodOfDirective.get(each.getDirectiveId());
        boolean isCharged = isExposure
                && of != null
                && (of == period || of == previous)
                && each.getBucket() >= 50
                && each.getFinalRank() < each.getBaseRank();
        if (isCharged) {
            chargedIn.put(each.getImpressionId(), of);
            charges.merge(of, 1L, Long::sum);
        }
        return isCharged;
    }

    void verdict(IvtVerdict verdict, long now) {
        Impression about = impressions.get(verdict.getImpressionId());
        boolean isOver = !isKept(WindowSize.DAY, verdict.getTime(), now);
        if (about == null || about.getInvalidTraffic() || isOver || judged.contains(verdict.getImpressionId())) {
            return;
        }
        judged.add(verdict.getImpressionId());
        Place then = new Place(about.getTime(), about.getSurface().name(), about.getBucket(), now);
        add(then, "exposures", about.getViewable() ? -1 : 0);
        add(then, "charged", credit(about) ? -1 : 0);
        add(then, "displaced", -displaced(about));
        add(then, "invalid", 1);
        add(then, "invalidated", 1);
        add(
                new Place(verdict.getJudgedAt(), about.getSurface().name(), about.getBucket(), now),
                "invalidatedInWindow",
                1);
    }

    private boolean credit(Impression about) {
        Long of = chargedIn.get(about.getImpressionId());
        if (of != null && (of == period || of == previous)) {
            credits.merge(of, 1L, Long::sum);
        } else if (of != null) {
            uncredited++;
        }
        return of != null;
    }

    /** Recounts the whole line with this status and without it: what differs counts. */
    void order(OrderLine line, long now) {
        List<OrderLine> known = lines.computeIfAbsent(line.getOrderId(), id -> new ArrayList<>());
        boolean again = known.stream().anyMatch(each -> each.getStatus() == line.getStatus());
        boolean paysBack = line.getStatus() == OrderStatus.REFUNDED || line.getStatus() == OrderStatus.CANCELLED;
        if (again && !paysBack) {
            return;
        }
        long before = turnedBack(known);
        known.add(line);
        long after = turnedBack(known);
        Place here = place(line, line.getTime(), now);
        if (!again) {
            add(here, "placed", line.getStatus() == OrderStatus.PLACED ? 1 : 0);
            add(here, "cancelled", line.getStatus() == OrderStatus.CANCELLED ? 1 : 0);
        }
        if (line.getStatus() == OrderStatus.PAID) {
            add(here, "orders", 1);
            add(here, "units", line.getQuantity());
            add(here, "late", isLate(line.getTime(), now) ? 1 : 0);
            add(here, "gross " + line.getCurrency(), line.getAmount());
        }
        if (after >= 0 && after != before) {
            turnBack(known, before, after, now);
        }
    }

    private void turnBack(List<OrderLine> line, long before, long after, long now) {
        OrderLine paid = find(line, OrderStatus.PAID);
        OrderLine last = null;
        for (OrderLine each : line) {
            boolean paysBack = each.getStatus() == OrderStatus.REFUNDED || each.getStatus() == OrderStatus.CANCELLED;
            last = paysBack ? each : last;
        }
        Place payment = place(paid, paid.getTime(), now);
        Place back = place(paid, last.getTime(), now);
        long more = after - Math.max(0, before);
        add(payment, "refunds", before < 0 ? 1 : 0);
        add(payment, "refunded " + paid.getCurrency(), more);
        add(back, "refundsInWindow", before < 0 ? 1 : 0);
        add(back, "refundedInWindow " + paid.getCurrency(), more);
    }

    /** Of what was paid, what is turned back; -1 when the line is not paid, or not turned back. */
    private static long turnedBack(List<OrderLine> line) {
        OrderLine paid = find(line, OrderStatus.PAID);
        long back = -1;
        for (OrderLine each : paid == null ? List.<OrderLine>of() : line) {
            if (each.getStatus() == OrderStatus.CANCELLED && each.getAmount() == 0) {
                return paid.getAmount();
            }
            if (each.getStatus() == OrderStatus.CANCELLED || each.getStatus() == OrderStatus.REFUNDED) {
                back = Math.max(back, Math.min(paid.getAmount(), each.getAmount()));
            }
        }
        return back;
    }

    private static OrderLine find(List<OrderLine> line, OrderStatus status) {
        return line.stream()
                .filter(each -> each.getStatus() == status)
                .findFirst()
                .orElse(null);
    }

    private static Place place(OrderLine line, long time, long now) {
        return new Place(
                time,
                line.getAttribution().getSurface().name(),
                line.getAttribution().getBucket(),
                now);
    }

    private record Place(long time, String surface, int bucket, long now) {}

    private void add(Place place, String count, long more) {
        for (WindowSize size : SIZES) {
            if (isKept(size, place.time, place.now)) {
                boolean member = place.time >= rules.enrolledAt;
                String side = place.bucket < 50 ? "HOLDOUT" : "TREATMENT";
                String arm = member && place.bucket >= 0 ? side : "NONE";
                String row = row(size, start(size, place.time), place.surface, arm, member ? 1 : 0);
                // Whatever is touched is published, though nothing be left of it.
                if (more != 0) {
                    rows.computeIfAbsent(row, key -> new TreeMap<>()).merge(count, more, Long::sum);
                }
            }
        }
    }

    private boolean isLate(long time, long now) {
        return !isKept(WindowSize.MINUTE, time, now);
    }

    private boolean isKept(WindowSize size, long time, long now) {
        return size == WindowSize.MINUTE
                ? now < end(size, time) + rules.graceMillis
                : now < end(WindowSize.DAY, time) + rules.restateMillis;
    }

    private long start(WindowSize size, long time) {
        ZonedDateTime at = Instant.ofEpochMilli(time).atZone(rules.zone);
        ZonedDateTime start = switch (size) {
            case MINUTE -> at.truncatedTo(ChronoUnit.MINUTES);
            case HOUR -> at.truncatedTo(ChronoUnit.HOURS);
            default -> at.toLocalDate().atStartOfDay(rules.zone);
        };
        return start.toInstant().toEpochMilli();
    }

    private long end(WindowSize size, long time) {
        return switch (size) {
            case MINUTE -> start(size, time) + 60_000;
            case HOUR -> start(size, time) + 3_600_000;
            default ->
                Instant.ofEpochMilli(time)
                        .atZone(rules.zone)
                        .toLocalDate()
                        .plusDays(1)
                        .atStartOfDay(rules.zone)
                        .toInstant()
                        .toEpochMilli();
        };
    }

    private static String row(WindowSize size, long start, String surface, String arm, int programmes) {
        return size + " " + Instant.ofEpochMilli(start) + " " + surface + " " + arm + " of " + programmes;
    }

    /** The name of a row that the service has published. */
    static String row(ConversionMetric metric) {
        return row(
                metric.getWindowSize(),
                metric.getWindowStart(),
                metric.getSurface().name(),
                metric.getArm().name(),
                metric.getMemberships().size());
    }

    /** Its counts that are not 0. */
    static Map<String, Long> counts(ConversionMetric metric) {
        Map<String, Long> counts = new TreeMap<>();
        for (String name : List.of(
                "impressions", "exposures", "invalid", "charged", "late", "placed", "orders", "refunds", "units")) {
            counts.put(name, (Long) metric.get(name));
        }
        for (String name : List.of(
                "invalidated", "invalidatedInWindow", "cancelled", "refundsInWindow", "outOfScope", "displaced")) {
            counts.put(name, (Long) metric.get(name));
        }
        for (Sales sales : metric.getSales()) {
            counts.put("gross " + sales.getCurrency(), sales.getGross());
            counts.put("refunded " + sales.getCurrency(), sales.getRefunded());
            counts.put("refundedInWindow " + sales.getCurrency(), sales.getRefundedInWindow());
        }
        counts.values().removeIf(count -> count == 0);
        return counts;
    }
}
