package io.tributary.chaos;

import io.tributary.common.v1.Arm;
import io.tributary.common.v1.BucketRange;
import io.tributary.common.v1.Surface;
import io.tributary.demo.street.Shoppers;
import io.tributary.demo.street.Street;
import io.tributary.directives.v1.Boost;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.events.v1.Attribution;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.IvtVerdict;
import io.tributary.events.v1.OrderLine;
import io.tributary.events.v1.OrderStatus;
import io.tributary.ledger.v1.Decision;
import io.tributary.pool.v1.TaskCounters;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Recomputes from the input topics, the entitlements and the history of directives what the service must have counted and
 * charged. It shares no code with the service: sets and maps over whole topics.
 */
final class Oracle {
    /** An item may be rendered this long after its directive expired; ids carry the expiry in whole seconds. */
    private static final long SLACK_MILLIS = 60_000;

    private static final long MINUTE = TimeUnit.MINUTES.toMillis(1);
    private static final Map<String, BucketRange> HOLDOUTS =
            Map.of(Street.NEWCOMER, Street.NEWCOMER_HOLDOUT, Street.FARM, Street.FARM_HOLDOUT);

    private final Map<String, Map<String, Issued>> issued = new HashMap<>();
    private final Map<String, Set<String>> programmesOf = new HashMap<>();
    private final Map<String, Long> charges = new TreeMap<>();
    private final Map<String, Long> credits = new TreeMap<>();
    private final Map<Integer, TaskCounters> counters = new TreeMap<>();
    private final Map<Integer, Set<String>> merchants = new HashMap<>();
    private final Map<String, MinuteRow> minutes = new TreeMap<>();
    private final Map<String, MinuteRow> totals = new TreeMap<>();
    private long unreadable;

    private record Issued(Boost boost, BoostDirective directive) {}

    Oracle(Audit audit) {
        audit.directives().forEach(entry -> remember(entry.key(), entry.value()));
        audit.entitlements()
                .forEach(entry -> programmesOf.put(
                        entry.key(),
                        entry.value().getDecisions().stream()
                                .filter(Decision::getEligible)
                                .map(Decision::getProgrammeId)
                                .collect(Collectors.toSet())));
        audit.profiles().forEach(entry -> seen(entry.partition(), entry.key()));
        countImpressions(audit);
        countVerdicts(audit);
        countOrders(audit);
        merchants.forEach((task, seen) -> of(task).setMerchants(seen.size()));
        audit.directives()
                .forEach(entry -> of(entry.partition())
                        .setDirectives(of(entry.partition()).getDirectives() + 1));
    }

    /** Exposures charged, by {@link #account}. */
    Map<String, Long> charges() {
        return charges;
    }

    /** Exposures credited because they turned out to be invalid traffic, by {@link #account}. */
    Map<String, Long> credits() {
        return credits;
    }

    /** Sums over all days, by the key of a {@link MinuteRow} of time 0. */
    Map<String, MinuteRow> totals() {
        return totals;
    }

    /** Counters of each task. {@code late} are the impressions that say so in their ids. */
    Map<Integer, TaskCounters> counters() {
        return counters;
    }

    /** Rows of minute metrics, by {@link MinuteRow#key}. */
    Map<String, MinuteRow> minutes() {
        return minutes;
    }

    /** Programmes that a merchant is in. */
    Set<String> programmes(String merchant) {
        return programmesOf.getOrDefault(merchant, Set.of());
    }

    /** Records on impressions and orders that nobody can read. */
    long unreadable() {
        return unreadable;
    }

    /** Key of one merchant's part of one pool. */
    static String account(String merchant, String programme, long periodStart) {
        return merchant + " " + programme + " " + periodStart;
    }

    private void remember(String merchant, BoostDirective directive) {
        if (directive != null) {
            for (Boost boost : directive.getBoosts()) {
                issued.computeIfAbsent(merchant, key -> new HashMap<>())
                        .put(boost.getDirectiveId(), new Issued(boost, directive));
            }
        }
    }

    private void countImpressions(Audit audit) {
        Set<String> known = new HashSet<>();
        for (TopicLog.Entry<Impression> entry : audit.impressions()) {
            if (!entry.readable()) {
                unreadable++;
                continue;
            }
            TaskCounters task = of(entry.partition());
            seen(entry.partition(), entry.key());
            if (known.add(entry.key() + " " + entry.value().getImpressionId())) {
                count(task, entry.key(), entry.value());
            } else {
                task.setDuplicates(task.getDuplicates() + 1);
            }
        }
    }

    private void count(TaskCounters task, String merchant, Impression shown) {
        boolean exposure = shown.getViewable() && !shown.getInvalidTraffic();
        Issued boost = charged(merchant, shown);
        task.setImpressions(task.getImpressions() + 1);
        task.setExposures(task.getExposures() + (exposure ? 1 : 0));
        task.setCharged(task.getCharged() + (boost == null ? 0 : 1));
        boolean unknown = isOfUnknownDirective(merchant, shown);
        task.setUnknownDirectives(task.getUnknownDirectives() + (unknown ? 1 : 0));
        if (boost != null) {
            charges.merge(account(merchant, boost), 1L, Long::sum);
        }
        task.setLate(task.getLate() + (isTooLate(shown) ? 1 : 0));
        count(merchant, shown, row -> {
            row.impressions++;
            row.exposures += exposure ? 1 : 0;
            row.invalid += shown.getInvalidTraffic() ? 1 : 0;
            row.charged += boost == null ? 0 : 1;
            row.displaced += shown.getInvalidTraffic() ? 0 : displaced(shown);
        });
    }

    private static String account(String merchant, Issued boost) {
        long issuedAt = boost.directive.getIssuedAt();
        long period = issuedAt - issuedAt % (Street.PERIOD_MINUTES * MINUTE);
        return account(merchant, boost.boost.getProgrammeId(), period);
    }

    private static boolean isTooLate(Impression shown) {
        return shown.getImpressionId().startsWith(Shoppers.TOO_LATE);
    }

    private static int displaced(Impression shown) {
        boolean isRanked = shown.getBaseRank() != null && shown.getFinalRank() != null;
        return isRanked ? Math.max(0, shown.getFinalRank() - shown.getBaseRank()) : 0;
    }

    /** In its day and in its minute. When one that is too late happened nobody was in a programme yet, and its minute is over. */
    private void count(String merchant, Impression shown, Consumer<MinuteRow> change) {
        if (isTooLate(shown)) {
            change.accept(total(merchant, shown.getSurface(), Arm.NONE));
        } else {
            both(merchant, shown.getTime(), shown.getSurface(), shown.getBucket(), change);
        }
    }

    /** All of them are about an impression that has come, and was not invalid. */
    private void countVerdicts(Audit audit) {
        Map<String, Impression> shown = new HashMap<>();
        audit.impressions().stream()
                .filter(TopicLog.Entry::readable)
                .forEach(entry -> shown.put(entry.key() + " " + entry.value().getImpressionId(), entry.value()));
        Set<String> judged = new HashSet<>();
        for (TopicLog.Entry<IvtVerdict> entry : audit.verdicts()) {
            TaskCounters task = of(entry.partition());
            String id = entry.key() + " " + entry.value().getImpressionId();
            if (judged.add(id)) {
                task.setVerdicts(task.getVerdicts() + 1);
                judge(entry.key(), shown.get(id), entry.value());
            } else {
                task.setDuplicates(task.getDuplicates() + 1);
            }
        }
    }

    private void judge(String merchant, Impression shown, IvtVerdict verdict) {
        Issued boost = charged(merchant, shown);
        if (boost != null) {
            credits.merge(account(merchant, boost), 1L, Long::sum);
        }
        count(merchant, shown, row -> {
            row.exposures -= shown.getViewable() ? 1 : 0;
            row.charged -= boost == null ? 0 : 1;
            row.displaced -= displaced(shown);
            row.invalid++;
            row.invalidated++;
        });
        both(merchant, verdict.getJudgedAt(), shown.getSurface(), shown.getBucket(), row -> row.invalidatedInWindow++);
    }

    /** The boost that an exposure is charged to, or null. */
    private Issued charged(String merchant, Impression shown) {
        Issued boost = mayBeCharged(shown) ? live(merchant, shown) : null;
        return boost == null || isHeldOut(boost, shown) ? null : boost;
    }

    private boolean isOfUnknownDirective(String merchant, Impression shown) {
        return shown.getDirectiveId() != null && mayBeCharged(shown) && live(merchant, shown) == null;
    }

    private static boolean mayBeCharged(Impression shown) {
        boolean ranked = shown.getBaseRank() != null && shown.getFinalRank() != null;
        boolean gained = !ranked || shown.getFinalRank() < shown.getBaseRank();
        return shown.getViewable() && !shown.getInvalidTraffic() && shown.getBucket() >= 0 && gained;
    }

    /** The boost that an impression names, if it was the merchant's and live when the item was shown. */
    private Issued live(String merchant, Impression shown) {
        Map<String, Issued> known = issued.get(merchant);
        Issued boost = known == null ? null : known.get(shown.getDirectiveId());
        if (boost == null) {
            return null;
        }
        long expirySecond = boost.directive.getExpiresAt() / 1000 * 1000 + 1000;
        return shown.getTime() < expirySecond + SLACK_MILLIS ? boost : null;
    }

    private static boolean isHeldOut(Issued boost, Impression shown) {
        BucketRange holdout = boost.boost.getHoldout();
        return shown.getBucket() >= holdout.getFrom() && shown.getBucket() < holdout.getTo();
    }

    private void countOrders(Audit audit) {
        Map<String, SoldLine> lines = new HashMap<>();
        for (TopicLog.Entry<OrderLine> entry : audit.orders()) {
            if (!entry.readable()) {
                unreadable++;
                continue;
            }
            OrderLine order = entry.value();
            TaskCounters task = of(entry.partition());
            seen(entry.partition(), entry.key());
            String id = entry.key() + " " + order.getOrderId() + " " + order.getLineId();
            SoldLine line = lines.computeIfAbsent(id, key -> new SoldLine(entry.key(), task));
            boolean cancels = order.getStatus() == OrderStatus.CANCELLED && !line.seen.contains(order.getStatus());
            both(line.merchant, order, row -> row.cancelled += cancels ? 1 : 0);
            line.add(order);
            countBack(line);
        }
        lines.values().forEach(this::count);
    }

    /** What the last record turned back counts where the last one was that turned something back. */
    private void countBack(SoldLine line) {
        if (line.paid == null || line.back.isEmpty()) {
            return;
        }
        long now = line.turnedBack();
        boolean first = line.before < 0;
        long more = now - Math.max(0, line.before);
        both(line.merchant, line.back.get(line.back.size() - 1), row -> {
            row.refundsInWindow += first ? 1 : 0;
            MinuteRow.add(row.refundedInWindow, line.paid.getCurrency(), more);
        });
        line.before = now;
    }

    /** Looks at a line once, when all of it has come. */
    private void count(SoldLine line) {
        if (line.placed != null) {
            both(line.merchant, line.placed, row -> row.placed++);
        }
        OrderLine paid = line.paid;
        if (paid == null) {
            return;
        }
        line.task.setOrders(line.task.getOrders() + 1);
        boolean isBack = !line.back.isEmpty();
        if (isBack) {
            line.task.setRefunds(line.task.getRefunds() + 1);
            line.task.setMismatched(line.task.getMismatched() + (line.fits() ? 0 : 1));
        }
        both(line.merchant, paid, row -> {
            row.orders++;
            row.units += paid.getQuantity();
            MinuteRow.add(row.gross, paid.getCurrency(), paid.getAmount());
            row.refunds += isBack ? 1 : 0;
            MinuteRow.add(row.refunded, paid.getCurrency(), isBack ? line.turnedBack() : 0);
        });
    }

    private void both(String merchant, OrderLine order, Consumer<MinuteRow> change) {
        Attribution credit = order.getAttribution();
        both(merchant, order.getTime(), credit.getSurface(), credit.getBucket(), change);
    }

    /** In its day and in its minute. */
    private void both(String merchant, long time, Surface surface, int bucket, Consumer<MinuteRow> change) {
        change.accept(total(merchant, surface, arm(merchant, bucket)));
        change.accept(minute(merchant, time, surface, bucket));
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
        Set<String> programmes = programmesOf.getOrDefault(merchant, Set.of());
        if (programmes.isEmpty() || bucket < 0) {
            return Arm.NONE;
        }
        boolean heldOut = programmes.stream()
                .map(HOLDOUTS::get)
                .allMatch(holdout -> bucket >= holdout.getFrom() && bucket < holdout.getTo());
        return heldOut ? Arm.HOLDOUT : Arm.TREATMENT;
    }

    private void seen(int task, String merchant) {
        merchants.computeIfAbsent(task, key -> new HashSet<>()).add(merchant);
    }

    private TaskCounters of(int task) {
        return counters.computeIfAbsent(task, key -> TaskCounters.newBuilder().build());
    }
}
