package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.tributary.demo.DemoRun;
import io.tributary.demo.ProgrammeFolder;
import io.tributary.demo.RuleFiles;
import io.tributary.demo.ServiceSettings;
import io.tributary.demo.client.Sandbox;
import io.tributary.demo.marketplace.MarketplaceSettings;
import io.tributary.demo.view.DemoResult;
import io.tributary.demo.view.DemoSummary;
import io.tributary.demo.view.LiveView;
import io.tributary.demo.view.ProgrammeResult;
import io.tributary.demo.view.Promise;
import io.tributary.experiment.v1.Uplift;
import io.tributary.experiment.v1.UpliftDenominator;
import io.tributary.experiment.v1.UpliftFigure;
import io.tributary.experiment.v1.UpliftMetric;
import io.tributary.experiment.v1.UpliftSubject;
import io.tributary.experiment.v1.UpliftWindow;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.schemas.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A day of the simulated marketplace in event time: the promised exposure is delivered, by boosting, and not more. */
class LoopIT {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    @TempDir
    private Path folder;

    /** And the day, tried again from its topics, comes out as it was; under half the pool, half as much. */
    @Test
    void shouldDeliverWhatWasGrantedByRaisingTheShareOfSupportedMerchants() throws IOException {
        try (Sandbox sandbox = Sandbox.start(service(), line -> {})) {
            RecordedDay.tryAgain(sandbox.cluster(), deliver(sandbox), folder);
        }
    }

    /** The same on brokers and a registry that others have packed. */
    @Test
    void shouldDeliverOnContainers() {
        Containers.assume("the same was tried on child processes");
        try (Containers containers = Containers.start();
                Sandbox sandbox = Sandbox.serviceOn(containers.cluster(), service(), line -> {})) {
            deliver(sandbox);
        }
    }

    private static Map<String, String> service() {
        return ServiceSettings.eventClock(
                STEP, Duration.ofMillis(MarketplaceSettings.Faults.STANDARD.graceMillis()), ZONE);
    }

    private static DemoResult deliver(Sandbox sandbox) {
        long start = DAY.atStartOfDay(ZONE).toInstant().toEpochMilli();
        RuleFiles rules =
                ProgrammeFolder.read(ProgrammeFolder.standard(Path.of(""))).withOpenLists();
        LiveView quiet = new LiveView(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), false, ZONE);
        DemoResult result = new DemoRun(sandbox.cluster(), MarketplaceSettings.standard(1, start, ZONE), rules, quiet)
                .simulate(1, STEP);
        Map<String, LedgerEntry> accounts = new HashMap<>();
        TopicLog.read(sandbox.cluster(), sandbox.cluster().serdes(), Topics.LEDGER)
                .forEach(entry -> accounts.put(
                        entry.key() + " " + entry.value().getProgrammeId() + " "
                                + entry.value().getPeriodStart(),
                        entry.value()));

        System.out.println("sent " + result.sent() + ", counted " + result.counted());
        assertThat(counted(sandbox)).isEqualTo(result.impressions());
        assertThat(result.counted().duplicates()).isEqualTo(result.sent().duplicates());
        assertThat(result.counted().unreadable()).isEqualTo(result.sent().unreadable());
        // Late is late by the last beat, and there is none while the last of them arrive after the day.
        assertThat(result.counted().late())
                .isBetween(result.sent().late() * 9 / 10, result.sent().late());
        assertThat(result.programmes()).hasSize(3);
        for (ProgrammeResult programme : result.programmes()) {
            check(programme, overDelivery(accounts, programme));
            checkCaused(programme, upliftToDate(sandbox, programme.programmeId()));
        }
        DemoSummary.lines(result, ZONE).forEach(System.out::println);
        // What one day of orders says about conversion is mostly chance; that promise is for several days.
        assertThat(result.promises())
                .filteredOn(promise -> !promise.name().equals("conversionLoss"))
                .hasSize(5)
                .allMatch(Promise::isKept);
        return result;
    }

    /** What the service says last of all that a programme caused. */
    private static Uplift upliftToDate(Sandbox sandbox, String programmeId) {
        return TopicLog.read(sandbox.cluster(), sandbox.cluster().serdes(), Topics.UPLIFT).stream()
                .map(TopicLog.Entry::value)
                .filter(row -> row.getProgrammeId().equals(programmeId)
                        && row.getStage() == null
                        && row.getWindow() == UpliftWindow.TO_DATE)
                .reduce((before, after) -> after)
                .orElseThrow();
    }

    private static void checkCaused(ProgrammeResult programme, Uplift row) {
        assertThat(row.getWithheld())
                .as("%s, p = %s", programme, row.getSampleRatioP())
                .isNull();
        UpliftFigure exposures = row.getFigures().stream()
                .filter(each -> each.getSubject() == UpliftSubject.SUPPORTED
                        && each.getMetric() == UpliftMetric.EXPOSURES
                        && each.getDenominator() == UpliftDenominator.TRAFFIC)
                .findFirst()
                .orElseThrow();
        System.out.printf(
                Locale.ROOT,
                "%s: caused %.2f exposures a thousand (%.2f to %.2f, always %.2f to %.2f), %.3f of the holdout, revision %d%n",
                row.getProgrammeId(),
                exposures.getDifference(),
                exposures.getLow95(),
                exposures.getHigh95(),
                exposures.getAlwaysLow95(),
                exposures.getAlwaysHigh95(),
                exposures.getRatio(),
                row.getRevision());
        assertThat(exposures.getLow95()).isPositive();
        assertThat(exposures.getRatio())
                .as("what the pool counts for its pacing, in the period instead of the days")
                .isCloseTo(programme.treatmentShare() / programme.holdoutShare(), withinPercentage(2));
    }

    private static long counted(Sandbox sandbox) {
        Map<Integer, Long> impressions = new HashMap<>();
        TopicLog.read(sandbox.cluster(), sandbox.cluster().serdes(), Topics.POOL_REPORTS)
                .forEach(entry -> impressions.put(
                        entry.value().getTask(), entry.value().getCounters().getImpressions()));
        return impressions.values().stream().mapToLong(Long::longValue).sum();
    }

    private static void check(ProgrammeResult programme, double overDelivery) {
        System.out.printf(
                Locale.ROOT,
                "%s: granted %d of %d, spent %d (%.2f %% off), over-delivery %.2f %%, share %.2f %% with boost, %.2f %% without%n",
                programme.programmeId(),
                programme.granted(),
                programme.pool(),
                programme.spent(),
                100 * programme.error(),
                100 * overDelivery,
                100 * programme.treatmentShare(),
                100 * programme.holdoutShare());
        assertThat(programme.granted()).isBetween(programme.pool() * 9 / 10, programme.pool());
        assertThat(programme.error()).as("grants met, %s", programme).isLessThanOrEqualTo(0.05);
        assertThat(overDelivery).as("over-delivery, %s", programme).isLessThanOrEqualTo(0.01);
        assertThat(programme.treatmentShare())
                .as("share with boost, %s", programme)
                .isGreaterThan(1.05 * programme.holdoutShare());
    }

    /** Sum over merchants of what they got beyond their grants, as a part of the sum of grants. */
    private static double overDelivery(Map<String, LedgerEntry> accounts, ProgrammeResult programme) {
        long granted = 0;
        long beyond = 0;
        for (LedgerEntry last : accounts.values()) {
            if (last.getProgrammeId().equals(programme.programmeId())
                    && last.getPeriodStart() == programme.periodStart()) {
                granted += last.getGranted();
                beyond += Math.max(0, last.getSpent() - last.getGranted());
            }
        }
        return beyond / (double) granted;
    }
}
