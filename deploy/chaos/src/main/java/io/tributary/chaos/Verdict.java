package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chaos.LedgerVerdict.Balance;
import io.tributary.directives.v1.Boost;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.pool.v1.PoolReport;
import io.tributary.pool.v1.TaskCounters;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Holds what the service has published against the oracle and against itself: nothing lost, nothing doubled. */
final class Verdict {
    private final Audit audit;
    private final Oracle oracle;
    private final LedgerVerdict ledger;
    private final ReliefVerdict reliefs;
    private final RowVerdict rows;
    /** See {@link Audit#reportsByTask}. */
    private final Map<Integer, List<PoolReport>> reports;

    Verdict(Audit audit) {
        this.audit = audit;
        this.oracle = new Oracle(audit);
        this.ledger = new LedgerVerdict(audit, oracle);
        this.reliefs = new ReliefVerdict(audit, oracle);
        this.rows = new RowVerdict(audit, oracle);
        this.reports = audit.reportsByTask();
    }

    Oracle oracle() {
        return oracle;
    }

    /**
     * Everything that holds whatever the traffic was.
     *
     * @param pools exposures per period by programme
     */
    void check(Map<String, Long> pools) {
        checkCounters();
        ledger.check(pools);
        reliefs.check();
        checkDirectives();
        checkLastDirectives();
    }

    /** What was compared, in a line. */
    String summary() {
        TaskCounters all = io.tributary.testkit.Counters.sum(oracle.counters().values());
        long directives = audit.directives().stream()
                .filter(entry -> entry.value() != null)
                .count();
        return "compared: " + all.getImpressions() + " impressions, " + all.getDuplicates() + " duplicates, "
                + all.getLate() + " late, " + all.getOrders() + " orders, " + all.getRefunds() + " refunds, "
                + all.getCharged() + " charged to " + oracle.charges().size() + " accounts, " + directives
                + " directives, " + (all.getDirectives() - directives) + " tombstones, "
                + audit.ledger().size() + " ledger lines, " + audit.reports().size() + " reports, "
                + audit.deadLetters().size() + " dead letters, " + ledger.summary() + ", "
                + reliefs.summary();
    }

    /** See {@link RowVerdict#checkMinutes}. */
    void checkMinutes(long from, long until) {
        rows.checkMinutes(from, until);
    }

    /** See {@link RowVerdict#checkDays}. */
    void checkDays() {
        rows.checkDays();
    }

    private void checkCounters() {
        Map<Integer, TaskCounters> published = new TreeMap<>();
        reports.forEach((task, answers) -> {
            // One answer to each beat: a second one would be a doubled transaction.
            assertThat(answers.stream().map(PoolReport::getBeat))
                    .as("beats of task %d", task)
                    .isSorted()
                    .doesNotHaveDuplicates();
            published.put(task, answers.get(answers.size() - 1).getCounters());
        });
        assertThat(published).as("counters by task").isEqualTo(oracle.counters());
    }

    /** Numbers of the beats of each time, by task. */
    private Map<Integer, Map<Long, List<Long>>> beatsByTime() {
        Map<Integer, Map<Long, List<Long>>> times = new HashMap<>();
        reports.forEach((task, answers) -> times.put(
                task,
                answers.stream()
                        .collect(Collectors.groupingBy(
                                PoolReport::getTime, Collectors.mapping(PoolReport::getBeat, Collectors.toList())))));
        return times;
    }

    private void checkDirectives() {
        Map<Integer, Map<Long, List<Long>>> times = beatsByTime();
        Map<String, Long> sequences = new HashMap<>();
        for (TopicLog.Entry<BoostDirective> entry : audit.directives()) {
            BoostDirective directive = entry.value();
            if (directive == null) {
                continue;
            }
            long expected = sequences.merge(entry.key(), 1L, Long::sum);
            assertThat(directive.getSequence())
                    .as("directive of %s", entry.key())
                    .isEqualTo(expected);
            assertThat(directive.getExpiresAt()).isGreaterThan(directive.getIssuedAt());
            for (Boost boost : directive.getBoosts()) {
                long time = directive.getIssuedAt();
                Collection<Long> beats =
                        times.getOrDefault(entry.partition(), Map.of()).getOrDefault(time, List.of());
                assertThat(ledger.balancesAt(entry.key(), boost, time, beats))
                        .as("balances of %s at beats %s, for %s", entry.key(), beats, directive)
                        .extracting(Balance::left)
                        .contains(boost.getRemaining());
                assertThat(boost.getRemaining()).isPositive();
                assertThat(boost.getMultiplier()).isBetween(1.0, boost.getMaxMultiplier());
            }
        }
    }

    /** Who has a directive in the end has exposures left in the running period; who has none left has no directive. */
    private void checkLastDirectives() {
        Map<String, TopicLog.Entry<BoostDirective>> last = new HashMap<>();
        audit.directives().forEach(entry -> last.put(entry.key(), entry));
        last.forEach((merchant, entry) -> {
            if (entry.value() != null) {
                long time = lastBeatTime(entry.partition());
                for (Boost boost : entry.value().getBoosts()) {
                    Balance balance = ledger.lastBalance(merchant, boost, time);
                    assertThat(balance).as("grant behind %s", entry.value()).isNotNull();
                    assertThat(balance.left())
                            .as("left to %s with %s", merchant, entry.value())
                            .isPositive();
                }
            }
        });
    }

    private long lastBeatTime(int task) {
        return reports.get(task).stream().mapToLong(PoolReport::getTime).max().orElseThrow();
    }

    /** Impressions on the topic, each id once. */
    long impressionsBeginningWith(String prefix) {
        return audit.impressions().stream()
                .filter(TopicLog.Entry::readable)
                .map(entry -> entry.value().getImpressionId())
                .filter(id -> id.startsWith(prefix))
                .distinct()
                .count();
    }

    /** The dead letters are these bytes, each as often as it was sent. */
    void checkDeadLetters(List<byte[]> sent) {
        assertThat(audit.deadLetters().stream().map(entry -> text(entry.raw())).sorted())
                .as("dead letters")
                .containsExactlyElementsOf(
                        sent.stream().map(Verdict::text).sorted().toList());
        assertThat(oracle.unreadable()).as("unreadable input").isEqualTo(sent.size());
        assertThat(audit.deadLetters())
                .allSatisfy(deadLetter -> assertThat(deadLetter.headers())
                        .containsKeys("__streams.errors.exception", "__streams.errors.message"));
    }

    private static String text(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
