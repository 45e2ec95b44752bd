package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.common.v1.Surface;
import io.tributary.demo.client.Feed;
import io.tributary.demo.street.Street;
import io.tributary.schemas.boost.BoostTable;
import io.tributary.schemas.boost.BoostTableSettings;
import io.tributary.schemas.serde.AvroSerdes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Instances are killed under load: nothing is lost, nothing doubled, and the work goes on within seconds. */
@Tag("long")
@Tag("alone")
@ExtendWith(LogsOnFailure.class)
class CrashIT {
    private static final int TASKS = 4;
    private static final int MERCHANTS = 40;
    private static final int IMPRESSIONS_PER_SECOND = 1_500;
    private static final long GRACE_MILLIS = 45_000;
    private static final long SPREAD_MILLIS = 2_000;
    private static final long MINUTE = 60_000;
    static final Map<String, Long> POOLS = Map.of(Street.NEWCOMER, 6_000L, Street.FARM, 5_000L);
    private static final Map<String, String> SETTINGS = Map.of(
            "application.prefix",
            "tributary",
            "merchant.partitions",
            Integer.toString(TASKS),
            "commit.interval.ms",
            "100",
            "beat.interval.ms",
            "500",
            "metrics.spread.ms",
            Long.toString(SPREAD_MILLIS),
            "metrics.grace.ms",
            Long.toString(GRACE_MILLIS));
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void shouldLoseAndDoubleNothingWhenInstancesAreKilled() {
        try (Deployment deployment = Deployment.start("crash", SETTINGS)) {
            Instance a = deployment.run("a");
            Instance b = deployment.run("b");
            Instance.awaitReady(PATIENCE, a, b);
            await().atMost(PATIENCE).untilAsserted(() -> {
                assertThat(a.merchantTasks()).as("tasks of %s", a).hasSize(2);
                assertThat(b.merchantTasks()).as("tasks of %s", b).hasSize(2);
            });
            AvroSerdes serdes = deployment.cluster().serdes();
            try (Reports reports = new Reports(deployment.cluster(), serdes, "tributary", TASKS);
                    BoostTable boosts = boosts(deployment);
                    Traffic traffic = new Traffic(
                                    deployment.cluster(), serdes, boosts, 7, MERCHANTS, IMPRESSIONS_PER_SECOND)
                            .withVerdicts()) {
                introduce(deployment, serdes);
                awaitBoosting(boosts, PATIENCE, a, b);

                long begin = System.currentTimeMillis();
                traffic.start();
                killAndRecover(deployment, reports, a.hasPool() ? a : b, a.hasPool() ? b : a);
                long firstMinute = begin - begin % MINUTE;
                traffic.stop();
                reports.awaitDrained(PATIENCE);
                reports.awaitTime(
                        firstMinute + MINUTE + GRACE_MILLIS + SPREAD_MILLIS + 1_000, PATIENCE.plusSeconds(60));

                deployment.stopService();
                Verdict verdict = new Verdict(Audit.of(deployment.cluster(), serdes));
                System.out.println(verdict.summary());
                verdict.check(POOLS);
                verdict.checkMinutes(firstMinute, firstMinute + MINUTE);
                verdict.checkDeadLetters(traffic.corrupt());
                assertThat(verdict.oracle().credits())
                        .as("credits for invalid traffic")
                        .isNotEmpty();
            }
        }
    }

    /** The first to go has the pool, too. */
    private static void killAndRecover(Deployment deployment, Reports reports, Instance first, Instance second) {
        reports.awaitAfter(reports.latestBeat() + 10, reports.allTasks(), PATIENCE);
        report("takeover by the other instance", kill(reports, first, () -> {}));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(second.merchantTasks())
                        .as("tasks of %s", second)
                        .hasSize(TASKS));

        deployment.run("c").awaitMerchantTasks(PATIENCE);
        reports.awaitAfter(reports.latestBeat() + 4, reports.allTasks(), PATIENCE);

        List<Instance> lives = new ArrayList<>();
        report("restart of the killed instance", kill(reports, second, () -> lives.add(deployment.run(second.id()))));
        Instance again = lives.get(0);
        again.awaitMerchantTasks(PATIENCE);
        reports.awaitAfter(reports.latestBeat() + 4, reports.allTasks(), PATIENCE);
        assertThat(again.log())
                .as("its stores go on from their own offsets and are not wiped")
                .contains("store task is on disk up to changelog offset")
                .doesNotContain("State store task did not find");
        damageAndRecover(deployment, reports, again);
    }

    /**
     * Of one of the instance's tasks the table cannot be read, as far as it is in a file of records, and no other table on its disk can be
     * opened: whichever tasks it gets, it finds one that is damaged.
     */
    private static void damageAndRecover(Deployment deployment, Reports reports, Instance instance) {
        List<Integer> tasks = List.copyOf(instance.awaitMerchantTasks(PATIENCE));
        int last = tasks.get(tasks.size() - 1);
        Path state = deployment.stateFolder(instance.id());
        List<Instance> lives = new ArrayList<>();
        report("restart with damaged state", kill(reports, instance, () -> {
            boolean flipped = tasks.size() > 1 && Damage.flipBytes(state, last);
            List<Integer> tables = Damage.tables(state).stream()
                    .filter(task -> !flipped || task != last)
                    .toList();
            tables.forEach(task -> Damage.truncateManifest(state, task));
            System.out.printf(Locale.ROOT, "damaged: %s%s%n", tables, flipped ? ", and records of " + last : "");
            lives.add(deployment.run(instance.id()));
        }));
        Instance again = lives.get(0);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(again.log())
                        .as("what is damaged is set aside")
                        .contains("is damaged", "made anew from its changelog"));
        again.awaitMerchantTasks(PATIENCE);
        reports.awaitAfter(reports.latestBeat() + 4, reports.allTasks(), PATIENCE);
    }

    /** Kills an instance; returns the seconds until each of its merchant tasks has answered a new beat. */
    private static double kill(Reports reports, Instance instance, Runnable then) {
        Collection<Integer> tasks = instance.awaitMerchantTasks(PATIENCE);
        boolean pool = instance.hasPool();
        instance.kill();
        long killed = System.nanoTime();
        then.run();
        // What it had answered before it died may still be on its way, and be one beat later than what was read here.
        // After that somebody else answers.
        long beat = reports.latestBeat() + 1;
        reports.awaitAfter(beat, tasks, PATIENCE);
        double seconds = (System.nanoTime() - killed) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "killed %s (merchant tasks %s%s): %.1f s%n",
                instance.id(),
                new TreeSet<>(tasks),
                pool ? ", pool" : "",
                seconds);
        return seconds;
    }

    private static void report(String what, double seconds) {
        System.out.printf(Locale.ROOT, "recovery, %s: %.1f s%n", what, seconds);
    }

    static void introduce(Deployment deployment, AvroSerdes serdes) {
        long now = System.currentTimeMillis();
        try (Feed feed = new Feed(deployment.cluster(), serdes)) {
            feed.programme(Street.newcomer(POOLS.get(Street.NEWCOMER), 600), now);
            feed.programme(Street.farm(POOLS.get(Street.FARM), 600), now);
            Street.profiles(MERCHANTS, now).forEach(feed::profile);
            feed.flush();
        }
    }

    /** Waits until a merchant is boosted. When time is up the failure tells what the table knows and what the instances have said. */
    static void awaitBoosting(BoostTable boosts, Duration atMost, Instance... instances) {
        await().atMost(atMost)
                .untilAsserted(() -> assertThat(boosts.boost(Street.merchant(0), Surface.FEED, 0))
                        .as(() -> boosts.staleness() + "; " + Arrays.toString(instances))
                        .matches(boost -> !boost.isNone(), "boosts"));
    }

    static BoostTable boosts(Deployment deployment) {
        return BoostTable.start(BoostTableSettings.of(
                deployment.cluster().bootstrapServers(), deployment.cluster().registryUrl()));
    }
}
