package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.demo.street.Street;
import io.tributary.testkit.Cluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An instance of the next version joins one of this version under load, goes on from what that one has stored, takes all of it over, and
 * gives it back: nothing is lost or doubled, in what is published or in what is kept.
 */
@ExtendWith(LogsOnFailure.class)
class UpgradeIT {
    private static final long START = 1_770_000_000_000L;
    private static final long MINUTE = 60_000;
    private static final int TASKS = 2;
    private static final int MERCHANTS = 40;
    private static final int IMPRESSIONS_PER_SECOND = 300;
    private static final long GRACE_MILLIS = 30_000;
    private static final int SOME_STEPS = 5;
    private static final Map<String, Long> POOLS = Map.of(Street.NEWCOMER, 1_200L, Street.FARM, 1_000L);
    private static final Map<String, String> SETTINGS = Map.of(
            "merchant.partitions",
            Integer.toString(TASKS),
            "beat.clock",
            "event",
            "commit.interval.ms",
            "20",
            "metrics.grace.ms",
            Long.toString(GRACE_MILLIS),
            "session.timeout.ms",
            "3000",
            "heartbeat.interval.ms",
            "500");
    private static final String CHANGELOG = "tributary-merchant-task-changelog";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void shouldGoToTheNextVersionAndBackUnderLoad() {
        try (Deployment deployment = Deployment.start("upgrade", SETTINGS, Cluster.ANY_EVENT_TIME)) {
            Instance a = deployment.run("a");
            Instance b = deployment.run("b");
            Path version2 = NextVersion.compile(Path.of("target", "whole", "upgrade", "version-2"));
            Instance.awaitReady(PATIENCE, a, b);
            awaitTasks(a, 1);
            Cluster cluster = deployment.cluster();
            try (SteppedTraffic traffic =
                    new SteppedTraffic(cluster, cluster.serdes(), START, MERCHANTS, IMPRESSIONS_PER_SECOND)) {
                traffic.feed().programme(Street.newcomer(POOLS.get(Street.NEWCOMER), 120), START);
                traffic.feed().programme(Street.farm(POOLS.get(Street.FARM), 120), START);
                Street.profiles(MERCHANTS, START).forEach(traffic.feed()::profile);
                traffic.start();
                traffic.awaitSteps(SOME_STEPS, PATIENCE);

                goToTheNextVersionAndBack(deployment, traffic, version2, a, b);

                long end = traffic.stop(MINUTE + GRACE_MILLIS);
                deployment.stopService();
                Verdict verdict = new Verdict(Audit.of(cluster, cluster.serdes()));
                System.out.println(verdict.summary());
                verdict.check(POOLS);
                verdict.checkMinutes(START, end - end % MINUTE + MINUTE);
                verdict.checkDeadLetters(traffic.corrupt());
                assertThat(versionsOfRecords(cluster).values())
                        .as("versions of merchants' records, in each partition of the changelog")
                        .hasSize(TASKS)
                        .containsOnly(List.of(1, 2, 1));
            }
        }
    }

    private static void goToTheNextVersionAndBack(
            Deployment deployment, SteppedTraffic traffic, Path version2, Instance a, Instance b) {
        b.close();
        Instance newer = deployment.runPatched("b", version2);
        awaitTasks(newer, 1);
        assertThat(newer.log()).as("goes on from the disk of version 1").contains("store task is on disk up to");
        traffic.awaitSteps(SOME_STEPS, PATIENCE);

        a.close();
        awaitTasks(newer, TASKS);
        traffic.awaitSteps(SOME_STEPS, PATIENCE);

        newer.close();
        Instance back = deployment.run("b");
        Instance beside = deployment.run("a");
        awaitTasks(back, 1);
        awaitTasks(beside, 1);
        assertThat(back.log()).as("goes on from the disk of version 2").contains("store task is on disk up to");
        traffic.awaitSteps(SOME_STEPS, PATIENCE);
    }

    private static void awaitTasks(Instance instance, int tasks) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(instance.merchantTasks())
                        .as("tasks of %s", instance)
                        .hasSize(tasks));
    }

    /** By partition, each as often as it follows another. */
    private static Map<Integer, List<Integer>> versionsOfRecords(Cluster cluster) {
        Map<Integer, List<Integer>> versions = new TreeMap<>();
        Map<Integer, Integer> last = new HashMap<>();
        TopicLog.raw(cluster, CHANGELOG).stream()
                .filter(entry -> entry.key().startsWith("m") && entry.value() != null)
                .forEach(entry -> {
                    int version = entry.value()[0];
                    if (!Integer.valueOf(version).equals(last.put(entry.partition(), version))) {
                        versions.computeIfAbsent(entry.partition(), any -> new ArrayList<>())
                                .add(version);
                    }
                });
        return versions;
    }
}
