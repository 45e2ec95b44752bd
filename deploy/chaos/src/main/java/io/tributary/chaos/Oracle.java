package io.tributary.chaos;

import io.tributary.chaos.IssuedBoosts.Issued;
import io.tributary.demo.street.Shoppers;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.IvtVerdict;
import io.tributary.pool.v1.TaskCounters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Recomputes from the input topics, the entitlements and the history of directives what the service must have counted and
 * charged. It shares no code with the service: sets and maps over whole topics. Orders, coupons and appeals have oracles of their own
 * in it.
 */
final class Oracle {
    private final IssuedBoosts boosts;
    private final ExpectedRows rows;
    private final ExpectedCounters counters = new ExpectedCounters();
    private final OrderOracle orders;
    private final RewardOracle rewards;
    private final CaseOracle cases;
    private final Map<String, Long> charges = new TreeMap<>();
    private final Map<String, List<Charged>> charged = new HashMap<>();
    private final Map<String, Long> credits = new TreeMap<>();
    private long unreadable;

    /**
     * An exposure that is charged.
     *
     * @param account see {@link #account}
     * @param time when it was, epoch milliseconds
     * @param number of those of its merchant, in the order in which they came
     */
    record Charged(String account, long time, int number) {}

    Oracle(Audit audit) {
        boosts = new IssuedBoosts(audit.directives());
        rows = new ExpectedRows(audit.entitlements());
        orders = new OrderOracle(counters, rows);
        rewards = new RewardOracle(counters, rows);
        cases = new CaseOracle(counters);
        audit.profiles().forEach(entry -> counters.seen(entry.partition(), entry.key()));
        countImpressions(audit);
        countVerdicts(audit);
        orders.count(audit.orders());
        rewards.count(audit.actions().events());
        cases.count(audit.actions().feedback());
        audit.directives()
                .forEach(entry -> of(entry.partition())
                        .setDirectives(of(entry.partition()).getDirectives() + 1));
    }

    /** Exposures charged, by {@link #account}. */
    Map<String, Long> charges() {
        return charges;
    }

    /** Exposures of a merchant that are charged, in the order in which they came. */
    List<Charged> charged(String merchant) {
        return charged.getOrDefault(merchant, List.of());
    }

    /** Exposures credited because they turned out to be invalid traffic, by {@link #account}. */
    Map<String, Long> credits() {
        return credits;
    }

    /** Coupons that were earned, by merchant. */
    Map<String, Long> couponsEarned() {
        return rewards.coupons();
    }

    /** What earned a relief of fees each, by merchant. */
    Map<String, List<RewardOracle.Event>> reliefsEarned() {
        return rewards.reliefs();
    }

    /** How the lines that count for its merchants changed at a task, in this order. */
    List<OrderOracle.NetChange> netChanges(int task) {
        return orders.netChanges(task);
    }

    /** Cases that were upheld, by {@link CaseOracle#key}. */
    Map<String, CaseOracle.Upheld> upheld() {
        return cases.upheld();
    }

    /** Sums over all days, by the key of a {@link MinuteRow} of time 0. */
    Map<String, MinuteRow> totals() {
        return rows.totals();
    }

    /** Counters of each task. {@code late} are the impressions that say so in their ids. */
    Map<Integer, TaskCounters> counters() {
        return counters.all();
    }

    /** Rows of minute metrics, by {@link MinuteRow#key}. */
    Map<String, MinuteRow> minutes() {
        return rows.minutes();
    }

    /** Programmes that a merchant is in. */
    Set<String> programmes(String merchant) {
        return rows.programmes(merchant);
    }

    /** Records on impressions and orders that nobody can read. */
    long unreadable() {
        return unreadable + orders.unreadable();
    }

    /** Key of one merchant's part of one pool. */
    static String account(String merchant, String programme, long periodStart) {
        return merchant + " " + programme + " " + periodStart;
    }

    private void countImpressions(Audit audit) {
        Set<String> known = new HashSet<>();
        for (TopicLog.Entry<Impression> entry : audit.impressions()) {
            if (!entry.readable()) {
                unreadable++;
                continue;
            }
            counters.seen(entry.partition(), entry.key());
            if (known.add(entry.key() + " " + entry.value().getImpressionId())) {
                count(of(entry.partition()), entry.key(), entry.value());
            } else {
                counters.duplicate(entry.partition());
            }
        }
    }

    private void count(TaskCounters task, String merchant, Impression shown) {
        boolean exposure = shown.getViewable() && !shown.getInvalidTraffic();
        Issued boost = boosts.charged(merchant, shown);
        task.setImpressions(task.getImpressions() + 1);
        task.setExposures(task.getExposures() + (exposure ? 1 : 0));
        boolean unknown = boosts.isOfUnknown(merchant, shown);
        task.setUnknownDirectives(task.getUnknownDirectives() + (unknown ? 1 : 0));
        if (boost != null) {
            charge(task, merchant, boost.account(merchant), shown.getTime());
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

    private void charge(TaskCounters task, String merchant, String account, long time) {
        task.setCharged(task.getCharged() + 1);
        charges.merge(account, 1L, Long::sum);
        List<Charged> before = charged.computeIfAbsent(merchant, key -> new ArrayList<>());
        before.add(new Charged(account, time, before.size()));
    }

    private static boolean isTooLate(Impression shown) {
        return shown.getImpressionId().startsWith(Shoppers.TOO_LATE);
    }

    private static int displaced(Impression shown) {
        boolean isRanked = shown.getBaseRank() != null && shown.getFinalRank() != null;
        return isRanked ? Math.max(0, shown.getFinalRank() - shown.getBaseRank()) : 0;
    }

    private void count(String merchant, Impression shown, Consumer<MinuteRow> change) {
        if (isTooLate(shown)) {
            rows.addTooLate(merchant, shown.getSurface(), change);
        } else {
            rows.add(merchant, shown.getTime(), shown.getSurface(), shown.getBucket(), change);
        }
    }

    /** All of them are about an impression that has come, before or after them, and was not invalid. */
    private void countVerdicts(Audit audit) {
        Map<String, Impression> shown = new HashMap<>();
        audit.impressions().stream()
                .filter(TopicLog.Entry::readable)
                .forEach(entry -> shown.put(entry.key() + " " + entry.value().getImpressionId(), entry.value()));
        Set<String> judged = new HashSet<>();
        for (TopicLog.Entry<IvtVerdict> entry : audit.verdicts()) {
            String id = entry.key() + " " + entry.value().getImpressionId();
            if (judged.add(id)) {
                TaskCounters task = of(entry.partition());
                task.setVerdicts(task.getVerdicts() + 1);
                judge(entry.key(), shown.get(id), entry.value());
            } else {
                counters.duplicate(entry.partition());
            }
        }
    }

    private void judge(String merchant, Impression shown, IvtVerdict verdict) {
        Issued boost = boosts.charged(merchant, shown);
        if (boost != null) {
            credits.merge(boost.account(merchant), 1L, Long::sum);
        }
        count(merchant, shown, row -> {
            row.exposures -= shown.getViewable() ? 1 : 0;
            row.charged -= boost == null ? 0 : 1;
            row.displaced -= displaced(shown);
            row.invalid++;
            row.invalidated++;
        });
        rows.add(
                merchant,
                verdict.getJudgedAt(),
                shown.getSurface(),
                shown.getBucket(),
                row -> row.invalidatedInWindow++);
    }

    private TaskCounters of(int task) {
        return counters.of(task);
    }
}
