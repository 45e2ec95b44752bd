package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.common.v1.Surface;
import io.tributary.demo.client.Feed;
import io.tributary.demo.monitoring.Monitoring;
import io.tributary.demo.street.Street;
import io.tributary.events.v1.Impression;
import io.tributary.schemas.Topics;
import io.tributary.schemas.boost.BoostTable;
import io.tributary.schemas.boost.BoostTableSettings;
import io.tributary.schemas.serde.AvroSerdes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The registry is away for ten seconds under load: nothing is lost, and nothing good becomes a dead letter. */
@ExtendWith(LogsOnFailure.class)
class RegistryOutageIT {
    private static final int TASKS = 2;
    private static final int MERCHANTS = 20;
    private static final int NEWER_IMPRESSIONS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Meters of Kafka's clients are looked for each minute. */
    private static final Duration LABELLED_WITHIN = Duration.ofSeconds(90);

    private static final Map<String, Long> POOLS = Map.of(Street.NEWCOMER, 3_000L, Street.FARM, 2_500L);
    private static final Map<String, String> SETTINGS = Map.of(
            "application.prefix", "tributary",
            "merchant.partitions", Integer.toString(TASKS),
            "commit.interval.ms", "100",
            "beat.interval.ms", "500",
            "metrics.grace.ms", "60000",
            // Shorter than the outage: a thread that waits loses its place in the group, and is none the worse for it.
            "kafka.max.poll.interval.ms", "8000");

    @Test
    void shouldLoseNothingWhileTheRegistryIsAway() {
        try (Deployment deployment = Deployment.start("registry-outage", SETTINGS)) {
            Instance a = deployment.run("a");
            Instance.awaitReady(PATIENCE, a);
            AvroSerdes serdes = deployment.cluster().serdes();
            try (Reports reports = new Reports(deployment.cluster(), serdes, "tributary", TASKS);
                    BoostTable boosts = BoostTable.start(BoostTableSettings.of(
                            deployment.cluster().bootstrapServers(),
                            deployment.cluster().registryUrl()));
                    Traffic traffic = new Traffic(deployment.cluster(), serdes, boosts, 11, MERCHANTS, 600)
                            .withoutUnknownSchemas();
                    Feed newer = new Feed(deployment.cluster(), serdes)) {
                introduce(newer);
                CrashIT.awaitBoosting(boosts, PATIENCE, a);
                traffic.start();
                // A version of the schema that the service has not met before the registry goes.
                Schema schema = Evolved.with(Topics.IMPRESSIONS.schema(), "placement");
                int id = Evolved.register(serdes.client(), Topics.IMPRESSIONS, schema);
                reports.awaitAfter(reports.latestBeat() + 8, reports.allTasks(), PATIENCE);

                List<byte[]> unreadable = outage(deployment, reports, a, newer, id, schema);

                traffic.stop();
                reports.awaitDrained(PATIENCE);
                Instance.awaitReady(PATIENCE, a);
                checkMeters(deployment);
                deployment.stopService();
                Verdict verdict = new Verdict(Audit.of(deployment.cluster(), serdes));
                System.out.println(verdict.summary());
                verdict.check(POOLS);
                unreadable.addAll(traffic.corrupt());
                verdict.checkDeadLetters(unreadable);
                assertThat(verdict.impressionsBeginningWith("newer-")).isEqualTo(NEWER_IMPRESSIONS);
            }
            assertThat(a.log()).doesNotContain("a thread failed");
        }
    }

    /** Ten seconds without a registry; returns what was sent in them that nobody can read. */
    private static List<byte[]> outage(
            Deployment deployment, Reports reports, Instance a, Feed feed, int id, Schema schema) {
        deployment.stack().stopRegistry();
        long begin = System.nanoTime();
        Instance late = deployment.run("late");
        // What is known already needs no registry.
        reports.awaitAfter(reports.latestBeat() + 8, reports.allTasks(), PATIENCE);
        List<byte[]> unreadable = new ArrayList<>();
        for (int number = 0; number < NEWER_IMPRESSIONS; number++) {
            feed.raw(
                    Topics.IMPRESSIONS,
                    Street.merchant(number % MERCHANTS),
                    newer(id, schema, number),
                    System.currentTimeMillis());
        }
        byte[] unknown = newer(0x7e000000, schema, 0);
        unreadable.add(unknown);
        feed.raw(Topics.IMPRESSIONS, Street.merchant(0), unknown, System.currentTimeMillis());
        feed.flush();
        await().atMost(PATIENCE).until(() -> {
            assertThat(a.isAlive() && late.isAlive())
                    .as("alive without a registry")
                    .isTrue();
            return System.nanoTime() - begin > Duration.ofSeconds(10).toNanos();
        });
        // For longer than a thread may be away from its group.
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(a.metrics())
                        .containsPattern(
                                "tributary_waiting_seconds\\{[^}]*for=\"schema-registry\"[^}]*} (9|[1-9]\\d+)\\."));
        assertThat(a.isReady()).as("ready without what it needs").isFalse();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(a.readiness()).as("readiness of %s", a).contains("schema-registry since "));
        deployment.stack().startRegistry();
        System.out.printf(Locale.ROOT, "registry away for %.1f s%n", (System.nanoTime() - begin) / 1e9);
        Instance.awaitReady(PATIENCE, a, late);
        reports.awaitAfter(reports.latestBeat() + 4, reports.allTasks(), PATIENCE);
        return unreadable;
    }

    /**
     * What rules and dashboards ask for is there, with the labels that they ask for; also what counts faults that have not happened. What
     * clients say of a topic shows a minute after the start.
     */
    private static void checkMeters(Deployment deployment) {
        await().atMost(LABELLED_WITHIN)
                .untilAsserted(() ->
                        assertThat(Monitoring.missingIn(deployment.metrics())).isEmpty());
    }

    private static byte[] newer(int id, Schema schema, int number) {
        GenericRecord fields = Evolved.generic(Impression.newBuilder()
                .setImpressionId("newer-" + number)
                .setRequestId("r")
                .setItemId("i")
                .setSurface(Surface.FEED)
                .setPosition(0)
                .setViewable(true)
                .setBucket(1)
                .setTime(System.currentTimeMillis())
                .build());
        return Evolved.write(id, schema, fields);
    }

    private static void introduce(Feed feed) {
        long now = System.currentTimeMillis();
        feed.programme(Street.newcomer(POOLS.get(Street.NEWCOMER), 600), now);
        feed.programme(Street.farm(POOLS.get(Street.FARM), 600), now);
        Street.profiles(MERCHANTS, now).forEach(feed::profile);
        feed.flush();
    }
}
