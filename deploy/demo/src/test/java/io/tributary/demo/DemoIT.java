package io.tributary.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.analytics.report.Report;
import io.tributary.analytics.report.Value;
import io.tributary.demo.client.Sandbox;
import io.tributary.demo.marketplace.MarketplaceSettings;
import io.tributary.demo.view.CostAndBenefit;
import io.tributary.demo.view.DemoReports;
import io.tributary.demo.view.DemoResult;
import io.tributary.demo.view.DemoSummary;
import io.tributary.demo.view.LiveView;
import io.tributary.demo.view.ProgrammeResult;
import io.tributary.demo.view.Promise;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop on real brokers, a real registry and the running service: a simulated day of the demo's marketplace. */
@Tag("long")
class DemoIT {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final long MIDNIGHT = Instant.parse("2026-03-01T16:00:00Z").toEpochMilli();
    private static final long DAY_MILLIS = 86_400_000L;
    private static final Duration STEP = Duration.ofMinutes(4);

    @TempDir
    Path folder;

    @Test
    @SuppressWarnings("ClosingStandardOutputStreams") // The sandbox is closed, not the stream.
    void shouldGiveSupportedMerchantsTheExposureTheyArePromised() {
        MarketplaceSettings marketplace = MarketplaceSettings.standard(3, MIDNIGHT, ZONE);
        Duration grace = Duration.ofMillis(marketplace.faults().graceMillis());
        LiveView view = new LiveView(System.out, false, ZONE);
        try (Sandbox sandbox = Sandbox.start(ServiceSettings.eventClock(STEP, grace, ZONE), System.out::println)) {
            DemoRun run = new DemoRun(
                    sandbox.cluster(),
                    marketplace,
                    ProgrammeFolder.read(ProgrammeFolder.standard(Path.of(""))).withOpenLists(),
                    view);

            DemoResult result = run.simulate(1, STEP, true);

            DemoSummary.lines(result, ZONE).forEach(System.out::println);
            assertThat(result.programmes()).hasSize(3).allSatisfy(DemoIT::assertDelivered);
            // What one day of orders says about conversion is mostly chance; that promise is for several days.
            assertThat(result.promises())
                    .filteredOn(promise -> !promise.name().equals("conversionLoss"))
                    .hasSize(5)
                    .allMatch(Promise::isKept);
            assertThat(result.counted()).isEqualTo(result.sent());
            assertThat(result.charged())
                    .as("charged by the tasks, and in the ledger")
                    .isEqualTo(result.programmes().stream()
                            .mapToLong(ProgrammeResult::spent)
                            .sum());
            assertThat(result.relativeRelevanceLoss()).isBetween(0.0, 0.1);
            shouldTellWhatItCostAndBrought(sandbox, result);
        }
    }

    private void shouldTellWhatItCostAndBrought(Sandbox sandbox, DemoResult result) {
        List<String> programmes =
                result.programmes().stream().map(ProgrammeResult::programmeId).toList();
        List<Report> reports = new DemoReports(folder, System.out::println)
                .write(sandbox.cluster(), programmes, MIDNIGHT, MIDNIGHT + DAY_MILLIS);
        CostAndBenefit.lines(reports).forEach(System.out::println);
        for (int i = 0; i < programmes.size(); i++) {
            ProgrammeResult programme = result.programmes().get(i);
            assertThat(reports.get(i).figure("delivery", "spent")).isEqualTo(new Value.Count(programme.spent()));
            assertThat(folder.resolve(programme.programmeId() + ".zh.html")).isNotEmptyFile();
            assertThat(folder.resolve(programme.programmeId() + ".en.html")).isNotEmptyFile();
        }
    }

    private static void assertDelivered(ProgrammeResult programme) {
        String id = programme.programmeId();
        assertThat(programme.granted()).as(id + " granted").isBetween(1L, programme.pool());
        assertThat(programme.error()).as(id + " error of the sum").isLessThanOrEqualTo(0.05);
        assertThat(programme.spent()).as(id + " spent").isLessThanOrEqualTo(Math.round(programme.granted() * 1.01));
        assertThat(programme.lift()).as(id + " lift").isGreaterThan(0.3);
        assertThat(programme.merchantErrorMedian()).as(id + " median error").isLessThanOrEqualTo(0.02);
    }
}
