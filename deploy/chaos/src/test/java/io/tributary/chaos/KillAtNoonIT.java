package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.demo.DemoRun;
import io.tributary.demo.ProgrammeFolder;
import io.tributary.demo.RuleFiles;
import io.tributary.demo.ServiceSettings;
import io.tributary.demo.marketplace.MarketplaceSettings;
import io.tributary.demo.view.DemoResult;
import io.tributary.demo.view.DemoSummary;
import io.tributary.demo.view.LiveView;
import io.tributary.demo.view.ProgrammeResult;
import io.tributary.demo.view.Promise;
import io.tributary.testkit.Cluster;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A day of the marketplace on two instances, of which one is killed at noon: every promise is kept as on a quiet day. */
@Tag("long")
@ExtendWith(LogsOnFailure.class)
class KillAtNoonIT {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final MarketplaceSettings MARKETPLACE =
            MarketplaceSettings.standard(1, DAY.atStartOfDay(ZONE).toInstant().toEpochMilli(), ZONE);
    private static final Map<String, String> SERVICE = ServiceSettings.eventClock(
            STEP, Duration.ofMillis(MARKETPLACE.faults().graceMillis()), ZONE);

    @Test
    void shouldKeepEveryPromiseWhenAnInstanceDiesAtNoon() {
        DemoResult killed = killedAtNoon();
        DemoSummary.lines(killed, ZONE).forEach(System.out::println);

        // What one day of orders says about conversion is mostly chance; that promise is for several days.
        assertThat(killed.promises())
                .filteredOn(promise -> !promise.name().equals("conversionLoss"))
                .isNotEmpty()
                .allMatch(Promise::isKept);
        assertThat(killed.counted()).isEqualTo(killed.sent());
        assertThat(killed.charged())
                .as("charged by the tasks, and in the ledger")
                .isEqualTo(killed.programmes().stream()
                        .mapToLong(ProgrammeResult::spent)
                        .sum());
        assertThat(killed.programmes()).allMatch(programme -> programme.granted() > 0.98 * programme.pool());
    }

    private static DemoResult killedAtNoon() {
        try (Deployment deployment = Deployment.start("noon", SERVICE, Cluster.ANY_EVENT_TIME)) {
            Instance a = deployment.run("a");
            Instance b = deployment.run("b");
            Instance.awaitReady(PATIENCE, a, b);
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(a.merchantTasks()).as("tasks of %s", a).isNotEmpty();
                assertThat(b.merchantTasks()).as("tasks of %s", b).isNotEmpty();
            });
            long noon = DAY.atTime(12, 0).atZone(ZONE).toInstant().toEpochMilli();
            return run(deployment.cluster(), noon, () -> (a.hasPool() ? a : b).kill());
        }
    }

    private static DemoResult run(Cluster cluster, long time, Runnable happening) {
        RuleFiles rules =
                ProgrammeFolder.read(ProgrammeFolder.standard(Path.of(""))).withOpenLists();
        LiveView unseen = new LiveView(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), false, ZONE);
        return new DemoRun(cluster, MARKETPLACE, rules, unseen)
                .at(time, happening)
                .simulate(1, STEP, true);
    }
}
