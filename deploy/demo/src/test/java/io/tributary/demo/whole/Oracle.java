package io.tributary.demo.whole;

import io.tributary.common.v1.Arm;
import io.tributary.common.v1.BucketRange;
import io.tributary.common.v1.Surface;
import io.tributary.directives.v1.Boost;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.events.v1.Attribution;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;
import io.tributary.events.v1.OrderStatus;
import io.tributary.ledger.v1.Decision;
import io.tributary.pool.v1.TaskCounters;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
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
    private final Map<Integer, TaskCounters> counters = new TreeMap<>();
    private final Map<Integer, Set<String>> merchants = new HashMap<>();
    private final Map<String, MinuteRow> minutes = new TreeMap<>();
    private long unreadable;

    private record Issued(Boost boost, BoostDirective directive) {}

    /** What is known of an order line. */
    private static final class Line {
        private final String merchant;
        private final TaskCounters task;
        private final Set<OrderStatus> seen = EnumSet.noneOf(OrderStatus.class);
        private final List<OrderLine> back = new ArrayList<>();
        private OrderLine placed;
        private OrderLine paid;

        Line(String merchant, TaskCounters task) {
            this.merchant = merchant;
            this.task = task;
        }

        void add(OrderLine order) {
            OrderStatus status = order.getStatus();
            boolean again = !seen.add(status);
            task.setDuplicates(task.getDuplicates() + (again ? 1 : 0));
            switch (status) {
                case PLACED -> placed = again ? placed : order;
                case PAID -> paid = again ? paid : order;
                case REFUNDED -> {
                    task.setUnmatched(task.getUnmatched() + (paid == null && !again ? 1 : 0));
                    back.add(order);
                }
                default -> back.add(order);
            }
        }

        /** What is paid back, by the record that says most. */
        long turnedBack() {
            return back.stream()
                    .mapToLong(each -> isAll(each) || isForeign(each) ? paid.getAmount() : each.getAmount())
                    .map(amount -> Math.min(amount, paid.getAmount()))
                    .max()
                    .orElseThrow();
        }

        boolean fits() {
            return back.stream()
                    .filter(each -> !isAll(each))
                    .noneMatch(each -> isForeign(each) || each.getAmount() > paid.getAmount());
        }

        private static boolean isAll(OrderLine order) {
            return order.getStatus() == OrderStatus.CANCELLED && order.getAmount() == 0;
        }

        private boolean isForeign(OrderLine order) {
            return !order.getCurrency().equals(paid.getCurrency());
        }
    }

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
            long issuedAt = boost.directive.getIssuedAt();
            long period = issuedAt - issuedAt % (Street.PERIOD_MINUTES * MINUTE);
            charges.merge(account(merchant, boost.boost.getProgrammeId(), period), 1L, Long::sum);
        }
        if (shown.getImpressionId().startsWith(Shoppers.TOO_LATE)) {
            task.setLate(task.getLate() + 1);
        } else {
            MinuteRow row = row(merchant, shown.getTime(), shown.getSurface(), shown.getBucket());
            row.impressions++;
            row.exposures += exposure ? 1 : 0;
            row.invalid += shown.getInvalidTraffic() ? 1 : 0;
            row.charged += boost == null ? 0 : 1;
        }
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
        Map<String, Line> lines = new HashMap<>();
        for (TopicLog.Entry<OrderLine> entry : audit.orders()) {
            if (!entry.readable()) {
                unreadable++;
                continue;
            }
            OrderLine order = entry.value();
            TaskCounters task = of(entry.partition());
            seen(entry.partition(), entry.key());
            String id = entry.key() + " " + order.getOrderId() + " " + order.getLineId();
            lines.computeIfAbsent(id, key -> new Line(entry.key(), task)).add(order);
        }
        lines.values().forEach(this::count);
    }

    /** Looks at a line once, when all of it has come. */
    private void count(Line line) {
        if (line.placed != null) {
            row(line.merchant, line.placed).placed++;
        }
        OrderLine paid = line.paid;
        if (paid == null) {
            return;
        }
        line.task.setOrders(line.task.getOrders() + 1);
        MinuteRow row = row(line.merchant, paid);
        row.orders++;
        row.units += paid.getQuantity();
        add(row.gross, paid.getCurrency(), paid.getAmount());
        if (!line.back.isEmpty()) {
            line.task.setRefunds(line.task.getRefunds() + 1);
            line.task.setMismatched(line.task.getMismatched() + (line.fits() ? 0 : 1));
            row.refunds++;
            add(row.refunded, paid.getCurrency(), line.turnedBack());
        }
    }

    private static void add(Map<String, Long> money, String currency, long amount) {
        if (amount != 0) {
            money.merge(currency, amount, Long::sum);
        }
    }

    private MinuteRow row(String merchant, OrderLine order) {
        Attribution credit = order.getAttribution();
        return row(merchant, order.getTime(), credit.getSurface(), credit.getBucket());
    }

    private MinuteRow row(String merchant, long time, Surface surface, int bucket) {
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
