package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.demo.street.Street;
import io.tributary.directives.v1.Boost;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.metrics.v1.WindowSize;
import io.tributary.metrics.v1.WindowStatus;
import io.tributary.pool.v1.PoolReport;
import io.tributary.pool.v1.TaskCounters;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** Holds what the service has published against the oracle and against itself: nothing lost, nothing doubled. */
final class Verdict {
    private static final long MINUTE = TimeUnit.MINUTES.toMillis(1);

    private final Audit audit;
    private final Oracle oracle;
    private final CouponVerdict coupons;
    private final CaseVerdict cases;
    private final Map<String, List<LedgerEntry>> ledger = new TreeMap<>();
    private final Map<String, Balance> balances = new TreeMap<>();

    private record Balance(long granted, long spent) {}

    Verdict(Audit audit) {
        this.audit = audit;
        this.oracle = new Oracle(audit);
        this.coupons = new CouponVerdict(audit, oracle);
        this.cases = new CaseVerdict(audit, oracle);
        audit.ledger()
                .forEach(entry -> ledger.computeIfAbsent(entry.key(), key -> new ArrayList<>())
                        .add(entry.value()));
        ledger.values()
                .forEach(entries -> entries.forEach(
                        entry -> balances.put(account(entry), new Balance(entry.getGranted(), entry.getSpent()))));
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
        checkLedgerLines();
        checkCharges();
        coupons.check(ledger);
        cases.check();
        checkPools(pools);
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
                + audit.deadLetters().size() + " dead letters, " + coupons.summary() + ", " + cases.summary();
    }

    /** What was upheld is credited, of all cases that were closed before this time, epoch milliseconds. */
    void checkCredited(long before) {
        cases.checkAll(before);
    }

    private void checkCounters() {
        Map<Integer, TaskCounters> published = new TreeMap<>();
        Map<Integer, Long> beats = new HashMap<>();
        for (TopicLog.Entry<PoolReport> entry : audit.reports()) {
            PoolReport report = entry.value();
            // One answer to each beat: a second one would be a doubled transaction.
            assertThat(report.getBeat())
                    .as("beat of task %d", report.getTask())
                    .isGreaterThan(beats.getOrDefault(report.getTask(), 0L));
            beats.put(report.getTask(), report.getBeat());
            published.put(report.getTask(), report.getCounters());
        }
        assertThat(published).as("counters by task").isEqualTo(oracle.counters());
    }

    private void checkLedgerLines() {
        ledger.forEach((merchant, entries) -> {
            Map<String, Balance> running = new HashMap<>();
            long sequence = 0;
            for (LedgerEntry entry : entries) {
                assertThat(entry.getSequence()).as("ledger of %s", merchant).isEqualTo(++sequence);
                Balance before = running.getOrDefault(account(entry), new Balance(0, 0));
                Balance after = after(before, entry);
                assertThat(new Balance(entry.getGranted(), entry.getSpent()))
                        .as("balance after %s", entry)
                        .isEqualTo(after);
                running.put(account(entry), after);
            }
        });
    }

    private static Balance after(Balance before, LedgerEntry entry) {
        return switch (entry.getKind()) {
            case GRANT -> new Balance(entry.getExposures(), before.spent);
            case CHARGE -> new Balance(before.granted, before.spent + entry.getExposures());
            case RELEASE -> {
                assertThat(entry.getExposures()).as("%s", entry).isEqualTo(before.granted - before.spent);
                yield before;
            }
            case ISSUE, USE, EXPIRE, CLAW_BACK -> before;
            case CREDIT -> new Balance(before.granted, before.spent - entry.getExposures());
            case UNKNOWN -> throw new AssertionError("not known: " + entry);
        };
    }

    private void checkCharges() {
        assertThat(booked(EntryKind.CHARGE)).as("exposures charged by account").isEqualTo(oracle.charges());
        assertThat(booked(EntryKind.CREDIT)).as("exposures credited by account").isEqualTo(oracle.credits());
    }

    private Map<String, Long> booked(EntryKind kind) {
        Map<String, Long> booked = new TreeMap<>();
        for (List<LedgerEntry> entries : ledger.values()) {
            for (LedgerEntry entry : entries) {
                if (entry.getKind() == kind && CaseVerdict.caseOf(entry).isEmpty()) {
                    booked.merge(account(entry), entry.getExposures(), Long::sum);
                }
            }
        }
        return booked;
    }

    /** After every beat, what is granted of a period is within its pool. */
    private void checkPools(Map<String, Long> pools) {
        TreeMap<Long, List<LedgerEntry>> byBeat = new TreeMap<>();
        ledger.values()
                .forEach(entries -> entries.stream()
                        .filter(entry -> entry.getKind() == EntryKind.GRANT)
                        .forEach(entry -> byBeat.computeIfAbsent(entry.getBeat(), beat -> new ArrayList<>())
                                .add(entry)));
        assertThat(byBeat).as("grants").isNotEmpty();
        Map<String, Long> inForce = new HashMap<>();
        Map<String, Long> sums = new TreeMap<>();
        byBeat.forEach((beat, entries) -> {
            for (LedgerEntry entry : entries) {
                Long before = inForce.put(account(entry), entry.getGranted());
                String pool = entry.getProgrammeId() + " " + entry.getPeriodStart();
                sums.merge(pool, entry.getGranted() - (before == null ? 0 : before), Long::sum);
            }
            sums.forEach((pool, sum) -> assertThat(sum)
                    .as("grants of %s after beat %d", pool, beat)
                    .isLessThanOrEqualTo(pools.get(pool.substring(0, pool.indexOf(' ')))));
        });
    }

    private void checkDirectives() {
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
                Balance balance = balanceAt(entry.key(), boost, directive.getIssuedAt());
                assertThat(boost.getRemaining())
                        .as("remaining of %s in %s", entry.key(), directive)
                        .isEqualTo(balance.granted - balance.spent)
                        .isPositive();
                assertThat(boost.getMultiplier()).isBetween(1.0, boost.getMaxMultiplier());
            }
        }
    }

    private Balance balanceAt(String merchant, Boost boost, long time) {
        Balance balance = new Balance(0, 0);
        for (LedgerEntry entry : ledger.getOrDefault(merchant, List.of())) {
            boolean same =
                    entry.getProgrammeId().equals(boost.getProgrammeId()) && entry.getPeriodStart() == periodOf(time);
            if (same && entry.getTime() <= time) {
                balance = new Balance(entry.getGranted(), entry.getSpent());
            }
        }
        return balance;
    }

    /** Who has a directive in the end has exposures left in the running period; who has none left has no directive. */
    private void checkLastDirectives() {
        Map<String, TopicLog.Entry<BoostDirective>> last = new HashMap<>();
        audit.directives().forEach(entry -> last.put(entry.key(), entry));
        last.forEach((merchant, entry) -> {
            if (entry.value() != null) {
                long period = periodOf(lastBeatTime(entry.partition()));
                for (Boost boost : entry.value().getBoosts()) {
                    Balance balance = balances.get(Oracle.account(merchant, boost.getProgrammeId(), period));
                    assertThat(balance).as("grant behind %s", entry.value()).isNotNull();
                    assertThat(balance.spent)
                            .as("spent by %s with %s", merchant, entry.value())
                            .isLessThan(balance.granted);
                }
            }
        });
    }

    private long lastBeatTime(int task) {
        return audit.reports().stream()
                .filter(entry -> entry.value().getTask() == task)
                .mapToLong(entry -> entry.value().getTime())
                .max()
                .orElseThrow();
    }

    /**
     * Every row of these minutes has become final and says what the oracle says. A minute in which the merchant's stage changed has rows
     * for each: the oracle does not know stages and has their sum.
     */
    void checkMinutes(long from, long until) {
        Map<String, Integer> revisions = new HashMap<>();
        Map<String, ConversionMetric> last = new TreeMap<>();
        for (TopicLog.Entry<ConversionMetric> entry : audit.metrics()) {
            ConversionMetric metric = entry.value();
            if (metric.getWindowSize() == WindowSize.MINUTE) {
                String key = key(metric) + " " + metric.getMemberships();
                assertThat(metric.getRevision())
                        .as("revision of %s", metric)
                        .isEqualTo(revisions.merge(key, 1, Integer::sum));
                assertThat(metric.getProgrammes())
                        .as("programmes in %s", metric)
                        .containsExactlyInAnyOrderElementsOf(oracle.programmes(metric.getMerchantId()));
                if (metric.getWindowStart() >= from && metric.getWindowStart() < until) {
                    last.put(key, metric);
                }
            }
        }
        Map<String, MinuteRow> rows = new TreeMap<>();
        for (ConversionMetric metric : last.values()) {
            assertThat(metric.getStatus()).as("%s", metric).isEqualTo(WindowStatus.FINAL);
            rows.merge(key(metric), MinuteRow.of(metric), MinuteRow::plus);
        }
        Map<String, String> published = new TreeMap<>();
        rows.forEach((key, row) -> published.put(key, row.toString()));
        Map<String, String> expected = new TreeMap<>();
        oracle.minutes().forEach((key, row) -> {
            if (row.start >= from && row.start < until) {
                expected.put(key, row.toString());
            }
        });
        assertThat(expected).as("minutes to compare").isNotEmpty();
        assertThat(published).as("final rows of minutes").isEqualTo(expected);
    }

    /** The last rows of all days, settled, add up to what the oracle says of each surface and arm. */
    void checkDays() {
        Map<String, ConversionMetric> last = new TreeMap<>();
        for (TopicLog.Entry<ConversionMetric> entry : audit.metrics()) {
            if (entry.value().getWindowSize() == WindowSize.DAY) {
                last.put(key(entry.value()) + " " + entry.value().getMemberships(), entry.value());
            }
        }
        Map<String, MinuteRow> sums = new TreeMap<>();
        for (ConversionMetric day : last.values()) {
            assertThat(day.getStatus()).as("%s", day).isIn(WindowStatus.FINAL, WindowStatus.RESTATED);
            String key = MinuteRow.key(day.getMerchantId(), 0, day.getSurface(), day.getArm());
            sums.merge(key, MinuteRow.of(day), MinuteRow::plus);
        }
        assertThat(texts(sums)).as("days").isNotEmpty().isEqualTo(texts(oracle.totals()));
    }

    private static Map<String, String> texts(Map<String, MinuteRow> rows) {
        Map<String, String> texts = new TreeMap<>();
        rows.forEach((key, row) -> texts.put(key, row.toString()));
        return texts;
    }

    private static String key(ConversionMetric metric) {
        return MinuteRow.key(metric.getMerchantId(), metric.getWindowStart(), metric.getSurface(), metric.getArm());
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

    private static long periodOf(long time) {
        return time - time % (Street.PERIOD_MINUTES * MINUTE);
    }

    private static String account(LedgerEntry entry) {
        return Oracle.account(entry.getMerchantId(), entry.getProgrammeId(), entry.getPeriodStart());
    }
}
