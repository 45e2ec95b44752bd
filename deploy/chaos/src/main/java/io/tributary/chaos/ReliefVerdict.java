package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.benefits.v1.BenefitChange;
import io.tributary.benefits.v1.BenefitStatus;
import io.tributary.pool.v1.PoolReport;
import io.tributary.pool.v1.TaskCounters;
import io.tributary.programmes.v1.BenefitKind;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Holds reliefs of fees against the oracle: each is given at the beat after the event that earned it, and counts the orders that were paid in
 * its time, of those that its task took after that beat. Whatever is said of it at a beat is what these come to by then, each news once, and
 * the last is what all come to in the end. Which records a task had taken at a beat is told by the counters of its report.
 */
final class ReliefVerdict {
    /** An order alone has its merchant visited when its minute is over, and those of all merchants are spread over seconds after that. */
    private static final long LATEST_NEWS_MILLIS = 70_000;

    private final Oracle oracle;
    /** See {@link Audit#reportsByTask}. */
    private final Map<Integer, List<PoolReport>> reports;
    /** What is said of each relief, by merchant and id, in the order in which they were given. */
    private final Map<String, Map<String, List<BenefitChange>>> reliefs = new TreeMap<>();

    /** What is said at a beat. */
    private record Step(long time, BenefitStatus status, long used) {
        static Step of(BenefitChange change) {
            return new Step(change.getTime(), change.getStatus(), change.getUsed());
        }

        boolean isSame(Step other) {
            return status == other.status && used == other.used;
        }
    }

    ReliefVerdict(Audit audit, Oracle oracle) {
        this.oracle = oracle;
        this.reports = audit.reportsByTask();
        audit.actions().benefits().stream()
                .filter(entry -> entry.value().getKind() == BenefitKind.FEE_RELIEF)
                .forEach(entry -> reliefs.computeIfAbsent(entry.key(), key -> new LinkedHashMap<>())
                        .computeIfAbsent(entry.value().getId(), key -> new ArrayList<>())
                        .add(entry.value()));
    }

    void check() {
        assertThat(given()).as("reliefs, by the beats that gave them").isEqualTo(earned());
        reliefs.forEach((merchant, byId) -> {
            Iterator<RewardOracle.Event> events =
                    oracle.reliefsEarned().get(merchant).iterator();
            byId.values().forEach(changes -> checkSaid(events.next(), changes));
        });
    }

    private void checkSaid(RewardOracle.Event event, List<BenefitChange> changes) {
        List<Step> said = changes.stream().map(Step::of).toList();
        NavigableMap<Long, List<Step>> atBeats = atBeats(event, changes.get(0));
        assertThat(said)
                .as("what is said of %s", changes.get(0))
                .allSatisfy(step -> assertThat(atBeats.get(step.time)).contains(step));
        for (int i = 1; i < said.size(); i++) {
            Step before = said.get(i - 1);
            assertThat(before.status).as("before %s", changes.get(i)).isEqualTo(BenefitStatus.ACTIVATED);
            assertThat(before.isSame(said.get(i)))
                    .as("news, %s", changes.get(i))
                    .isFalse();
        }
        Step last = said.get(said.size() - 1);
        if (last.status == BenefitStatus.ACTIVATED) {
            assertThat(atBeats.tailMap(atBeats.lastKey() - LATEST_NEWS_MILLIS).values())
                    .as("in the end, after %s", changes.get(changes.size() - 1))
                    .anySatisfy(steps -> assertThat(steps).anyMatch(last::isSame));
        }
    }

    String summary() {
        long used = reliefs.values().stream()
                .flatMap(byId -> byId.values().stream())
                .filter(changes -> changes.get(changes.size() - 1).getStatus() == BenefitStatus.USED)
                .count();
        return reliefs.values().stream().mapToInt(Map::size).sum() + " reliefs, " + used + " of them used up";
    }

    /** Times of beats, by merchant. */
    private Map<String, List<Long>> given() {
        Map<String, List<Long>> given = new TreeMap<>();
        reliefs.forEach((merchant, byId) -> given.put(
                merchant,
                byId.values().stream()
                        .map(changes -> changes.get(0).getStartsAt())
                        .toList()));
        return given;
    }

    private Map<String, List<Long>> earned() {
        Map<String, List<Long>> earned = new TreeMap<>();
        oracle.reliefsEarned()
                .forEach((merchant, events) -> earned.put(
                        merchant, events.stream().map(this::beatAfter).toList()));
        return earned;
    }

    private long beatAfter(RewardOracle.Event event) {
        return reports.get(event.task()).stream()
                .filter(report -> isTaken(event, report))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no report after " + event))
                .getTime();
    }

    /**
     * Where a relief stands at each beat from the one that gave it for this event, by the beat's time: while the pool's clock is behind, beats
     * have the same.
     */
    private NavigableMap<Long, List<Step>> atBeats(RewardOracle.Event event, BenefitChange relief) {
        List<OrderOracle.NetChange> changes = oracle.netChanges(event.task());
        NavigableMap<Long, List<Step>> atBeats = new TreeMap<>();
        int next = 0;
        long orders = 0;
        for (PoolReport report : reports.get(event.task())) {
            int begin = next;
            while (next < changes.size() && isTaken(changes.get(next), report.getCounters())) {
                next++;
            }
            if (isTaken(event, report)) {
                orders += atBeats.isEmpty() ? 0 : net(changes.subList(begin, next), relief);
                atBeats.computeIfAbsent(report.getTime(), key -> new ArrayList<>())
                        .add(step(report.getTime(), orders, relief));
            }
        }
        return atBeats;
    }

    private static boolean isTaken(RewardOracle.Event event, PoolReport report) {
        return report.getCounters().getMerchantEvents() >= event.number();
    }

    private static boolean isTaken(OrderOracle.NetChange change, TaskCounters counters) {
        return change.orders() <= counters.getOrders() && change.refunds() <= counters.getRefunds();
    }

    private static long net(List<OrderOracle.NetChange> changes, BenefitChange relief) {
        return changes.stream()
                .filter(change -> change.merchant().equals(relief.getMerchantId())
                        && change.paidAt() >= relief.getStartsAt()
                        && change.paidAt() < relief.getEndsAt())
                .mapToInt(OrderOracle.NetChange::change)
                .sum();
    }

    private static Step step(long time, long orders, BenefitChange relief) {
        long used = Math.max(0, Math.min(RewardProgramme.RELIEVED_ORDERS, orders));
        BenefitStatus status = BenefitStatus.ACTIVATED;
        if (used == RewardProgramme.RELIEVED_ORDERS) {
            status = BenefitStatus.USED;
        } else if (time >= relief.getEndsAt()) {
            status = BenefitStatus.EXPIRED;
        }
        return new Step(time, status, used);
    }
}
