package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.demo.monitoring.Monitoring;
import io.tributary.schemas.boost.BoostTable;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.testkit.Cluster;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An instance that stands still for longer than its session is taken for dead, and its tasks go to another one. When it lives on, its
 * transactions are refused; it takes its tasks up again from its own disk, and nothing is lost or doubled.
 */
@ExtendWith(LogsOnFailure.class)
class FencedIT {
    private static final int TASKS = 4;
    private static final int MERCHANTS = 40;
    private static final int IMPRESSIONS_PER_SECOND = 1_000;
    private static final int FENCES = 3;
    private static final String ON_DISK = "store task is on disk up to changelog offset";
    private static final Map<String, String> SETTINGS = Map.of(
            "application.prefix",
            "tributary",
            "merchant.partitions",
            Integer.toString(TASKS),
            "beat.interval.ms",
            "500",
            "session.timeout.ms",
            "1000",
            "heartbeat.interval.ms",
            "250",
            "metrics.grace.ms",
            "30000");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @ParameterizedTest
    @CsvSource({"classic", "streams"})
    void shouldGoOnFromItsOwnDisk(String protocol) {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("group.protocol", protocol);
        // With the streams protocol, sessions are the brokers' setting.
        Map<String, String> broker = Map.of(
                "group.streams.session.timeout.ms", "1000",
                "group.streams.min.session.timeout.ms", "1000",
                "group.streams.heartbeat.interval.ms", "250",
                "group.streams.min.heartbeat.interval.ms", "250");
        try (Deployment deployment = Deployment.start("fenced-" + protocol, settings, broker)) {
            Instance a = deployment.run("a");
            Instance b = deployment.run("b");
            Instance.awaitReady(PATIENCE, a, b);
            awaitShared(a, b);
            Cluster cluster = deployment.cluster();
            AvroSerdes serdes = cluster.serdes();
            try (Reports reports = new Reports(cluster, serdes, "tributary", TASKS);
                    BoostTable boosts = CrashIT.boosts(deployment);
                    Traffic traffic = new Traffic(cluster, serdes, boosts, 7, MERCHANTS, IMPRESSIONS_PER_SECOND)) {
                CrashIT.introduce(deployment, serdes);
                CrashIT.awaitBoosting(boosts, PATIENCE, a, b);
                traffic.start();
                for (int fence = 0; fence < FENCES; fence++) {
                    reports.awaitAfter(reports.latestBeat() + 10, reports.allTasks(), PATIENCE);
                    fence(protocol, a, b, reports);
                }
                traffic.stop();
                reports.awaitDrained(PATIENCE);
                if (protocol.equals("classic")) {
                    checkMetrics(a, b);
                }

                deployment.stopService();
                Verdict verdict = new Verdict(Audit.of(cluster, serdes));
                System.out.println(verdict.summary());
                verdict.check(CrashIT.POOLS);
                verdict.checkDeadLetters(traffic.corrupt());
            }
        }
    }

    private static void fence(String protocol, Instance a, Instance b, Reports reports) {
        int before = a.log().length();
        a.hold();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(b.merchantTasks()).as("tasks of %s", b).hasSize(TASKS));
        a.goOn();
        long since = System.nanoTime();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(a.log().substring(before))
                        .as("log of a, since it was held")
                        .contains(ON_DISK));
        awaitShared(a, b);
        reports.awaitAfter(reports.latestBeat(), reports.allTasks(), PATIENCE);
        System.out.printf(
                Locale.ROOT,
                "fenced (%s protocol): all tasks answer %.1f s after it lives on%n",
                protocol,
                (System.nanoTime() - since) / 1e9);
        assertThat(a.log().substring(before))
                .as("its stores go on from their own offsets and are not wiped")
                .doesNotContain("State store task did not find");
    }

    /**
     * What rules and dashboards ask for is there, with the labels that they ask for, on one instance or the other; also what counts faults
     * that have not happened. They are made for the protocol that is the default.
     */
    private static void checkMetrics(Instance a, Instance b) {
        assertThat(Monitoring.missingIn(a.metrics() + "\n" + b.metrics())).isEmpty();
    }

    private static void awaitShared(Instance a, Instance b) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(a.merchantTasks()).as("tasks of %s", a).hasSize(TASKS / 2);
            assertThat(b.merchantTasks()).as("tasks of %s", b).hasSize(TASKS / 2);
        });
    }
}
