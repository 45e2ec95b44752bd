package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.DAY;
import static io.tributary.topology.merchant.MerchantFixture.MINUTE;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.Surface;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.domain.merchant.MerchantPolicy;
import io.tributary.events.v1.Attribution;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.IvtVerdict;
import io.tributary.events.v1.OrderLine;
import io.tributary.events.v1.OrderStatus;
import io.tributary.feedback.v1.CaseAction;
import io.tributary.feedback.v1.CaseKind;
import io.tributary.feedback.v1.CaseOutcome;
import io.tributary.feedback.v1.DecidedBy;
import io.tributary.feedback.v1.Feedback;
import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.pool.v1.PoolReport;
import io.tributary.pool.v1.TaskCounters;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random days with duplicates, late records, refunds, cancellations, verdicts of running and of forgotten periods, appeals and restarts, over
 * midnights that are not like others, with corrections that come up to 31 days late: what is published last of each row, and what the ledger has
 * charged and credited, is what {@link MetricOracle} makes of the raw events, to the last digit.
 */
class MetricOracleTest {
    private static final long HOUR = 60 * MINUTE;
    private static final long GRACE = 10 * MINUTE;
    private static final long PERIOD = 8 * HOUR;
    private static final int MOST_APPEALS = 10;
    private static final Surface[] SURFACES = {Surface.FEED, Surface.SEARCH, Surface.LIVE};
    private static final OrderStatus[] STATUSES = {
        OrderStatus.PLACED, OrderStatus.PAID, OrderStatus.CANCELLED, OrderStatus.REFUNDED
    };

    private MerchantFixture task;
    private MetricOracle oracle;
    private Random random;
    private long now;
    private String directive;
    private long directiveExpiresAt;
    private final List<Impression> shown = new ArrayList<>();
    private final List<OrderLine> sold = new ArrayList<>();
    private final Map<String, ConversionMetric> rows = new TreeMap<>();
    private final Map<Long, Long> charges = new TreeMap<>();
    private final Map<Long, Long> credits = new TreeMap<>();
    private final Map<Long, Long> spent = new TreeMap<>();
    private TaskCounters counters;
    private int appeals;
    private long asked;
    private long awarded;

    @AfterEach
    void close() {
        task.close();
    }

    @ParameterizedTest
    @CsvSource({
        "1, Asia/Shanghai, 2026-03-02T04:00:00Z, an ordinary day",
        "2, Asia/Shanghai, 2026-01-31T04:00:00Z, a month's end",
        "3, Asia/Shanghai, 2028-02-28T10:00:00Z, a leap day",
        "4, America/New_York, 2026-03-07T20:00:00Z, a day of 23 hours",
        "5, America/New_York, 2026-10-31T20:00:00Z, a day of 25 hours"
    })
    void shouldPublishWhatTheRawEventsCometo(long seed, String zone, Instant start, String what) {
        random = new Random(seed);
        begin(ZoneId.of(zone), start.toEpochMilli());
        long busyUntil = now + 26 * HOUR;
        while (now < busyUntil) {
            for (int events = random.nextInt(6); events > 0; events--) {
                event();
            }
            beat(now + 20 * SECOND + random.nextInt(400) * SECOND);
        }
        // Beyond the horizon of the first day, but not of what is remembered of its order lines.
        while (now < start.toEpochMilli() + 30 * DAY + 12 * HOUR) {
            beat(now + DAY - random.nextInt((int) HOUR));
            for (int events = 0; events < 12; events++) {
                correct();
            }
            beat(now + MINUTE);
            restart(random.nextInt(6) == 0);
        }
        beat(now + 2 * DAY);

        Map<String, Map<String, Long>> published = new TreeMap<>();
        rows.forEach((row, metric) -> published.put(row, MetricOracle.counts(metric)));
        assertThat(differences(published, oracle.rows())).as(what).isEmpty();
        assertThat(published.keySet())
                .as(what)
                .filteredOn(row -> row.startsWith("DAY"))
                .hasSizeGreaterThan(12);
        checkLedger(what);
    }

    private void checkLedger(String what) {
        assertThat(charges).as(what).hasSizeGreaterThan(2).isEqualTo(oracle.charges());
        assertThat(credits).as(what).isNotEmpty().isEqualTo(oracle.credits());
        assertThat(awarded).as(what).isPositive().isEqualTo(asked);
        assertThat(counters.getVerdicts()).as(what).isEqualTo(oracle.verdicts());
        assertThat(counters.getUncredited()).as(what).isPositive().isEqualTo(oracle.uncredited());
    }

    private void book(LedgerEntry entry) {
        long period = entry.getPeriodStart();
        if (entry.getKind() == EntryKind.CHARGE) {
            charges.merge(period, entry.getExposures(), Long::sum);
            spent.merge(period, entry.getExposures(), Long::sum);
        } else if (entry.getKind() == EntryKind.CREDIT) {
            spent.merge(period, -entry.getExposures(), Long::sum);
            if (entry.getReason().getEn().startsWith("Case")) {
                awarded += entry.getExposures();
            } else {
                credits.merge(period, entry.getExposures(), Long::sum);
            }
        }
        assertThat(entry.getSpent()).as("%s", entry).isEqualTo(spent.getOrDefault(period, 0L));
    }

    private static List<String> differences(
            Map<String, Map<String, Long>> published, Map<String, Map<String, Long>> right) {
        List<String> differences = new ArrayList<>();
        Set<String> names = new TreeSet<>(published.keySet());
        names.addAll(right.keySet());
        for (String row : names) {
            if (!Objects.equals(published.get(row), right.get(row))) {
                differences.add(row + ": is " + published.get(row) + ", must be " + right.get(row));
            }
        }
        return differences;
    }

    private void begin(ZoneId zone, long start) {
        now = start;
        oracle = new MetricOracle(new MetricOracle.Rules(zone, start, GRACE, 30 * DAY));
        oracle.period(start - HOUR);
        task = new MerchantFixture(MerchantPolicy.of(300_000, GRACE, 0, zone));
        task.put(MerchantSamples.programme(MerchantFixture.NEWCOMER, 1)
                .setStartsAt(start - DAY)
                .build());
        task.newcomer()
                .setPeriodStart(start - HOUR)
                .setPeriodEnd(start - HOUR + PERIOD)
                .setSchedule(1)
                .setScheduleAhead(1);
        // What is dated ahead of all that is known of the time would be refused.
        beat(start);
        task.profiles.pipeInput(
                "m1",
                MerchantSamples.profile("m1")
                        .setJoinedAt(start - 30 * DAY)
                        .setUpdatedAt(start - DAY)
                        .build(),
                start);
        task.newcomer().setCandidateRate(900);
        beat(start);
        task.newcomer().setGrantRate(900).setRatedBeat(task.lastBeat());
        beat(start);
    }

    private void beat(long time) {
        now = time;
        followPeriod();
        PoolReport report = task.beat(now);
        counters = report.getCounters();
        task.ledger.readValuesToList().forEach(this::book);
        for (BoostDirective each : task.directives.readValuesToList()) {
            directive = each == null ? null : each.getBoosts().get(0).getDirectiveId();
            directiveExpiresAt = each == null ? 0 : each.getExpiresAt();
            if (each != null) {
                oracle.directive(directive);
            }
        }
        for (ConversionMetric row : task.metrics.readValuesToList()) {
            ConversionMetric before = rows.put(MetricOracle.row(row), row);
            assertThat(row.getRevision()).isEqualTo(before == null ? 1 : before.getRevision() + 1);
        }
        restart(random.nextInt(100) == 0);
    }

    private void restart(boolean really) {
        if (really) {
            MerchantFixture next = task.restarted();
            task.close();
            task = next;
        }
    }

    private void followPeriod() {
        long end = task.newcomer().getPeriodEnd();
        if (now >= end) {
            long start = end + (now - end) / PERIOD * PERIOD;
            task.newcomer().setPeriodStart(start).setPeriodEnd(start + PERIOD);
            oracle.period(start);
            // The old one's boosts are over.
            directiveExpiresAt = 0;
        }
    }

    private void event() {
        switch (random.nextInt(8)) {
            case 0, 1 -> order(0, now - lateness());
            case 2 -> correct();
            case 3 -> appeal();
            default -> show();
        }
    }

    /** Mostly seconds; some come after the grace of their minute, a few of the day before. */
    private long lateness() {
        return switch (random.nextInt(20)) {
            case 0 -> random.nextInt(4) * HOUR + random.nextInt((int) HOUR);
            case 1 -> DAY + random.nextInt((int) HOUR);
            default -> random.nextInt(200) * SECOND;
        };
    }

    private void show() {
        int bucket = random.nextInt(20) == 0 ? -1 : random.nextInt(100);
        Impression.Builder impression = task.impression(now - lateness())
                .setSurface(SURFACES[random.nextInt(2)])
                .setBucket(bucket)
                .setViewable(random.nextInt(5) > 0)
                .setInvalidTraffic(random.nextInt(20) == 0);
        if (random.nextInt(3) > 0 && now < directiveExpiresAt) {
            impression.setDirectiveId(directive).setBaseRank(5).setFinalRank(random.nextInt(8));
        } else if (random.nextBoolean()) {
            impression.setBaseRank(random.nextInt(9)).setFinalRank(random.nextInt(9));
        }
        shown.add(impression.build());
        if (random.nextInt(10) == 0 && impression.getTime() >= now - GRACE && !impression.getInvalidTraffic()) {
            showAndJudge(shown.get(shown.size() - 1));
            return;
        }
        for (int times = random.nextInt(10) == 0 ? 2 : 1; times > 0; times--) {
            send(shown.get(shown.size() - 1));
        }
    }

    private void send(Impression impression) {
        task.show("m1", Impression.newBuilder(impression));
        oracle.impression(impression, now);
    }

    /** The verdict overtakes its impression. */
    private void showAndJudge(Impression about) {
        IvtVerdict verdict = verdict(about, true);
        task.verdicts.pipeInput("m1", verdict, now);
        restart(random.nextInt(10) == 0);
        send(about);
        oracle.verdict(verdict, now);
    }

    /** A status more of some line, or a verdict: about what was shown, or what nobody has shown. */
    private void correct() {
        if (random.nextBoolean()) {
            order(2, now - random.nextInt((int) HOUR));
        } else if (!shown.isEmpty()) {
            Impression about = shown.get(random.nextInt(shown.size()));
            if (!about.getInvalidTraffic()) {
                judge(about, random.nextInt(30) > 0);
            }
        }
    }

    /** Seldom: an appeal is upheld with a few exposures, of which more are spent. */
    private void appeal() {
        if (appeals < MOST_APPEALS && oracle.spent() > 10 && random.nextInt(3) == 0) {
            String id = "case-" + appeals++;
            long exposures = 1 + random.nextInt(3);
            Feedback.Builder feedback =
                    Feedback.newBuilder().setCaseId(id).setKind(CaseKind.APPEAL).setTime(now);
            say(feedback.setAction(CaseAction.OPENED).setDecisionId("newcomer~1~1~m1"));
            say(feedback.setAction(CaseAction.CLOSED)
                    .setDecisionId(null)
                    .setOutcome(CaseOutcome.UPHELD)
                    .setDecidedBy(DecidedBy.HUMAN)
                    .setExposures(exposures));
            asked += exposures;
        }
    }

    private void say(Feedback.Builder feedback) {
        task.feedback.pipeInput("m1", feedback.build(), now);
    }

    private void judge(Impression about, boolean real) {
        IvtVerdict verdict = verdict(about, real);
        task.verdicts.pipeInput("m1", verdict, now);
        oracle.verdict(verdict, now);
    }

    private IvtVerdict verdict(Impression about, boolean real) {
        return IvtVerdict.newBuilder()
                .setImpressionId(real ? about.getImpressionId() : "never shown " + random.nextInt())
                .setSurface(real ? about.getSurface() : Surface.CHANNEL)
                .setBaseRank(about.getBaseRank())
                .setFinalRank(about.getFinalRank())
                .setViewable(about.getViewable())
                .setDirectiveId(about.getDirectiveId())
                .setBucket(about.getBucket())
                .setTime(about.getTime())
                .setJudgedAt(Math.max(about.getTime(), now - random.nextInt((int) HOUR)))
                .build();
    }

    private void order(int first, long time) {
        boolean isNew = sold.isEmpty() || random.nextInt(3) == 0 && first == 0;
        OrderLine like = isNew ? newLine() : sold.get(random.nextInt(sold.size()));
        OrderStatus status = STATUSES[first + random.nextInt(STATUSES.length - first)];
        OrderLine line = OrderLine.newBuilder(like)
                .setStatus(status)
                .setTime(time)
                .setAmount(status == OrderStatus.PAID ? like.getAmount() : 100 * random.nextInt(8))
                .build();
        task.sell("m1", OrderLine.newBuilder(line));
        oracle.order(line, now);
    }

    private OrderLine newLine() {
        int bucket = random.nextInt(20) == 0 ? -1 : random.nextInt(100);
        OrderLine line = MerchantSamples.order("order-" + sold.size(), OrderStatus.PLACED, 100 * random.nextInt(9), now)
                .setQuantity(1 + random.nextInt(3))
                .setCurrency(random.nextInt(4) == 0 ? "HKD" : "CNY")
                .setAttribution(new Attribution("impression", null, SURFACES[random.nextInt(3)], bucket, now))
                .build();
        sold.add(line);
        return line;
    }
}
