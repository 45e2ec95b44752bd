package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.schemas.boost.BoostTable;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.testkit.Cluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An instance that stands still for longer than its session is taken for dead, and its tasks go to another one. When it lives on, its
 * transactions are refused; it takes tasks up again, those that it had from its own disk, and nothing is lost or doubled.
 */
@Tag("long")
@Tag("alone")
@ExtendWith(LogsOnFailure.class)
class FencedIT {
    private static final int TASKS = 4;
    private static final int MERCHANTS = 40;
    private static final int IMPRESSIONS_PER_SECOND = 1_000;
    /** Whichever tasks it is given after the first, after the second one of them was on its disk before. */
    private static final int FENCES = 2;

    private static final Map<String, String> SETTINGS = Map.of(
            "application.prefix",
            "tributary",
            "merchant.partitions",
            Integer.toString(TASKS),
            "beat.interval.ms",
            "500",
            "session.timeout.ms",
            "2000",
            "heartbeat.interval.ms",
            "500",
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
                "group.streams.session.timeout.ms", "2000",
                "group.streams.min.session.timeout.ms", "2000",
                "group.streams.heartbeat.interval.ms", "500",
                "group.streams.min.heartbeat.interval.ms", "500");
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
                int fromDisk = 0;
                for (int fence = 0; fence < FENCES; fence++) {
                    reports.awaitAfter(reports.latestBeat() + 10, reports.allTasks(), PATIENCE);
                    fromDisk += fence(protocol, a, b, reports, deployment.stateFolder("a"));
                }
                assertThat(fromDisk).as("tasks that went on from their disk").isPositive();
                traffic.stop();
                reports.awaitDrained(PATIENCE);

                deployment.stopService();
                Verdict verdict = new Verdict(Audit.of(cluster, serdes));
                System.out.println(verdict.summary());
                verdict.check(CrashIT.POOLS);
                verdict.checkDeadLetters(traffic.corrupt());
            }
        }
    }

    /** @return how many tasks of the instance go on from its own disk */
    private static int fence(String protocol, Instance a, Instance b, Reports reports, Path disk) {
        int before = a.log().length();
        a.hold();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(b.merchantTasks()).as("tasks of %s", b).hasSize(TASKS));
        Set<Integer> kept = OnDisk.tasks(disk);
        a.goOn();
        long since = System.nanoTime();
        awaitShared(a, b);
        reports.awaitAfter(reports.latestBeat(), reports.allTasks(), PATIENCE);
        System.out.printf(
                Locale.ROOT,
                "fenced (%s protocol): all tasks answer %.1f s after it lives on%n",
                protocol,
                (System.nanoTime() - since) / 1e9);
        // What it says of its tasks may be of the time before for a moment.
        AtomicInteger fromDisk = new AtomicInteger();
        await().atMost(PATIENCE).untilAsserted(() -> fromDisk.set(OnDisk.check(a, before, kept)));
        return fromDisk.get();
    }

    private static void awaitShared(Instance a, Instance b) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(a.merchantTasks()).as("tasks of %s", a).hasSize(TASKS / 2);
            assertThat(b.merchantTasks()).as("tasks of %s", b).hasSize(TASKS / 2);
        });
    }
}
