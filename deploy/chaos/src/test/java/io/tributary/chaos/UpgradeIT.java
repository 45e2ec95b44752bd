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
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An instance of the next version joins one of this version under load, goes on from what that one has stored, takes all of it over, and
 * gives it back; then all instances are stopped for a version that reads and keeps more, and for the way back from it. Nothing is lost or
 * doubled, in what is published or in what is kept.
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
            "200",
            "metrics.grace.ms",
            Long.toString(GRACE_MILLIS),
            "session.timeout.ms",
            "3000",
            "heartbeat.interval.ms",
            "500");
    private static final String CHANGELOG = "tributary-merchant-task-changelog";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** With the streams protocol, sessions are the brokers' setting. */
    private static final Map<String, String> BROKER = Map.of(
            "group.streams.session.timeout.ms", "3000",
            "group.streams.min.session.timeout.ms", "3000",
            "group.streams.heartbeat.interval.ms", "500",
            "group.streams.min.heartbeat.interval.ms", "500");

    @Test
    void shouldGoToTheNextVersionAndBackUnderLoad() {
        goToTheNextVersionAndBackUnderLoad("classic");
    }

    @Test
    @Tag("long")
    void shouldGoToTheNextVersionAndBackUnderLoadWithTheStreamsProtocol() {
        goToTheNextVersionAndBackUnderLoad("streams");
    }

    private static void goToTheNextVersionAndBackUnderLoad(String protocol) {
        Map<String, String> settings = new HashMap<>(SETTINGS);
        settings.put("group.protocol", protocol);
        Map<String, String> broker = new HashMap<>(Cluster.ANY_EVENT_TIME);
        broker.putAll(BROKER);
        Path versions = Path.of("target", "whole", "versions-" + protocol);
        Path sideBySide = NextVersion.compile(versions.resolve("side-by-side"));
        Path allStopped = NextVersion.compileWithAnInputMore(versions.resolve("all-stopped"));
        try (Deployment deployment = Deployment.start("upgrade-" + protocol, settings, broker)) {
            Instance a = deployment.run("a");
            Instance b = deployment.run("b");
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

                goToTheNextVersionAndBack(deployment, traffic, sideBySide, a, b);
                changeTheTopologyAndBack(protocol, deployment, traffic, allStopped);

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
                        .containsOnly(List.of(1, 2, 1, 2, 1));
            }
        }
    }

    private static void goToTheNextVersionAndBack(
            Deployment deployment, SteppedTraffic traffic, Path version2, Instance a, Instance b) {
        b.close();
        Set<Integer> ofVersion1 = OnDisk.tasks(deployment.stateFolder("b"));
        Instance newer = deployment.runPatched("b", version2);
        awaitTasks(newer, 1);
        traffic.awaitSteps(SOME_STEPS, PATIENCE);

        a.close();
        awaitTasks(newer, TASKS);
        traffic.awaitSteps(SOME_STEPS, PATIENCE);
        assertThat(OnDisk.check(newer, 0, ofVersion1))
                .as("tasks that go on from the disk of version 1")
                .isPositive();

        newer.close();
        Set<Integer> ofVersion2 = OnDisk.tasks(deployment.stateFolder("b"));
        Instance back = deployment.run("b");
        Instance beside = deployment.run("a");
        awaitTasks(back, 1);
        awaitTasks(beside, 1);
        traffic.awaitSteps(SOME_STEPS, PATIENCE);
        assertThat(OnDisk.check(back, 0, ofVersion2))
                .as("tasks that go on from the disk of version 2")
                .isPositive();
    }

    /** A group has one topology at a time: members of another one wait for a stop of all. */
    private static void changeTheTopologyAndBack(
            String protocol, Deployment deployment, SteppedTraffic traffic, Path version2) {
        stopAll(protocol, deployment);
        Instance newer = deployment.runPatched("a", version2);
        Instance beside = deployment.runPatched("b", version2);
        awaitTasks(newer, 1);
        awaitTasks(beside, 1);
        assertThat(newer.log() + beside.log()).contains("awareness-0 is new and read from its beginning");
        traffic.awaitSteps(SOME_STEPS, PATIENCE);

        stopAll(protocol, deployment);
        Instance back = deployment.run("a");
        awaitTasks(back, TASKS);
        traffic.awaitSteps(SOME_STEPS, PATIENCE);
    }

    /** The brokers keep the topology of a streams group until it is deleted; where it stands, the service knows by itself. */
    private static void stopAll(String protocol, Deployment deployment) {
        deployment.stopService();
        if (protocol.equals("streams")) {
            try (Admin admin = Admin.create(
                    Map.of("bootstrap.servers", deployment.cluster().bootstrapServers()))) {
                await().atMost(PATIENCE)
                        .ignoreExceptionsMatching(UpgradeIT::isNotEmpty)
                        .until(() -> {
                            admin.deleteStreamsGroups(List.of("tributary-merchant"))
                                    .all()
                                    .get();
                            return true;
                        });
            }
        }
    }

    private static boolean isNotEmpty(Throwable error) {
        return error.getCause() instanceof GroupNotEmptyException;
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
