package io.tributary.chaos;

import io.tributary.chaos.FaultPlan.Step;
import io.tributary.common.v1.Surface;
import io.tributary.demo.client.Feed;
import io.tributary.demo.street.Street;
import io.tributary.schemas.Topics;
import io.tributary.schemas.boost.BoostTable;
import io.tributary.schemas.boost.BoostTableSettings;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.testkit.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * Breaks the service's world again and again under load, and asks the oracle at the end.
 *
 * <pre>
 *   inflict ──► every task answers (takeover) ── for as long as it lasts ──► heal ──► all ready, every task answers (recovery) ──► calm
 *      │                                                                       ▲
 *      └── brief: for as long as it lasts ─────────────────────────────────────┘
 * </pre>
 */
final class ChaosRun {
    private static final int TASKS = 4;
    private static final int MERCHANTS = 60;
    private static final long MINUTE = 60_000;
    private static final long GRACE_MILLIS = 60_000;
    private static final long SPREAD_MILLIS = 2_000;
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Map<String, Long> POOLS = Map.of(RewardProgramme.ID, 4_000L, Street.FARM, 3_000L);
    private static final Map<String, String> SERVICE = Map.of(
            "application.prefix", "tributary",
            "merchant.partitions", Integer.toString(TASKS),
            "replication.factor", "3",
            // Fifteen threads that commit ten times a second keep three brokers busy, and a small machine has to start
            // what was killed.
            "commit.interval.ms", "1000",
            "beat.interval.ms", "1000",
            "metrics.spread.ms", Long.toString(SPREAD_MILLIS),
            // With less, and so much less for a transaction, a busy machine gives up one after another.
            "session.timeout.ms", "6000",
            "heartbeat.interval.ms", "500",
            "metrics.grace.ms", Long.toString(GRACE_MILLIS));

    private final ChaosSettings settings;
    private final Consumer<String> progress;
    private final List<Episode> episodes = new ArrayList<>();

    /** @param progress receives a line for each fault */
    ChaosRun(ChaosSettings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /** @throws AssertionError when something was lost or doubled, or did not recover; it says what, and the last words of the instances */
    ChaosResult run() {
        progress.accept("starting three brokers, a registry and three instances in " + settings.folder());
        try (World world = world()) {
            world.awaitReady();
            Cluster cluster = world.deployment().cluster();
            AvroSerdes serdes = cluster.serdes();
            long begin;
            List<byte[]> corrupt;
            AlertReport alerts;
            try (Reports reports = new Reports(cluster, serdes, "tributary", TASKS);
                    BoostTable boosts =
                            BoostTable.start(BoostTableSettings.of(cluster.bootstrapServers(), cluster.registryUrl()));
                    Traffic traffic = new Traffic(
                                    cluster,
                                    serdes,
                                    boosts,
                                    settings.seed(),
                                    MERCHANTS,
                                    settings.pace().perSecond())
                            .withoutUnknownSchemas();
                    AlertWatch watch =
                            AlertWatch.start(settings.prometheus(), world, settings.folder(), boosts, progress)) {
                introduce(cluster, serdes);
                awaitBoosting(boosts);
                traffic.withActions(awaitDecisions(cluster, serdes), settings.seed());
                // Reads the schema of what it is to read while the registry is away.
                reports.awaitTime(System.currentTimeMillis(), PATIENCE);
                begin = System.currentTimeMillis();
                traffic.start();
                watch.calm();
                inflictAll(world, reports, watch);
                alerts = watch.report();
                traffic.stop();
                progress.accept("faults are over; waiting for the last records, and comparing with the oracle");
                reports.awaitDrained(PATIENCE);
                corrupt = traffic.corrupt();
            }
            long end = System.currentTimeMillis();
            world.deployment().stopService();
            ChaosResult result =
                    judge(world, cluster, serdes, new Span(begin, end), corrupt).with(alerts);
            alerts.check();
            return result;
        } catch (RuntimeException | AssertionError e) {
            InstanceLogs.withLogs(e);
            throw e;
        }
    }

    private record Span(long begin, long end) {}

    private World world() {
        Equipment.removeLeftOver(settings.folder());
        boolean linked = settings.kinds().stream().anyMatch(kind -> kind.where() == Fault.Where.NETWORK);
        Deployment deployment = Deployment.startOfThree(settings.folder(), SERVICE, linked ? World.IDS : List.of());
        try {
            deployment.prepareClasses(PATIENCE);
            return new World(deployment, Equipment.of(settings.kinds(), settings.folder()));
        } catch (RuntimeException e) {
            deployment.close();
            throw e;
        }
    }

    private void inflictAll(World world, Reports reports, AlertWatch watch) {
        List<Fault> possible =
                settings.kinds().stream().filter(world.equipment()::allows).toList();
        settings.kinds().stream()
                .filter(kind -> !possible.contains(kind))
                .forEach(kind -> progress.accept("left out: " + kind.label() + ", which needs " + kind.needs()));
        FaultPlan plan =
                new FaultPlan(settings.seed(), possible, settings.faults().lasts());
        long until = System.nanoTime() + settings.length().toNanos();
        do {
            watch.begins();
            Episode episode = inflict(world, reports, plan.next());
            episodes.add(episode);
            progress.accept(ChaosReport.line(episode));
            watch.ended(episode).ifPresent(progress);
            pause(settings.pace().calm().toMillis());
        } while (System.nanoTime() < until);
    }

    private Episode inflict(World world, Reports reports, Step step) {
        Injury injury = injury(world, step);
        long begin = System.nanoTime();
        injury.inflict().run();
        long takeover = awaitTakeover(reports, step, begin);
        pause(step.millis() - millisSince(begin));
        long healing = System.nanoTime();
        injury.heal().run();
        world.superviseEnded(progress);
        world.awaitReady();
        reports.awaitTime(System.currentTimeMillis() + 1, PATIENCE);
        return new Episode(step, injury.what(), takeover, millisSince(healing));
    }

    /** Milliseconds until every task has answered a beat of after the fault, if that is before a brief one is over. */
    private static long awaitTakeover(Reports reports, Step step, long begin) {
        long time = System.currentTimeMillis() + 1;
        if (step.isBrief()) {
            boolean answered = reports.answerTime(time, Duration.ofMillis(step.millis()));
            return answered ? millisSince(begin) : Episode.HEALED_BEFORE;
        }
        reports.awaitTime(time, PATIENCE);
        return millisSince(begin);
    }

    private static long millisSince(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
    }

    private static Injury injury(World world, Step step) {
        Injury injury = Injury.of(world, step);
        if (!step.killOnTop()) {
            return injury;
        }
        // Who starts while the registry is away has no schemas, and has to wait for it.
        return injury.and(
                step.fault() == Fault.REGISTRY_AWAY
                        ? Injury.restart(world, step.instance())
                        : Injury.kill(world, List.of(step.instance())));
    }

    /** A fault lasts for as long as the plan says, whatever the service does meanwhile. */
    private static void pause(long millis) {
        try {
            Thread.sleep(Math.max(0, millis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private ChaosResult judge(World world, Cluster cluster, AvroSerdes serdes, Span span, List<byte[]> corrupt) {
        Verdict verdict = new Verdict(Audit.of(cluster, serdes));
        progress.accept(verdict.summary());
        verdict.check(POOLS);
        long first = span.begin - span.begin % MINUTE;
        long closed = span.end - GRACE_MILLIS - SPREAD_MILLIS - 2_000;
        long last = closed - closed % MINUTE;
        if (last > first) {
            verdict.checkMinutes(first, last);
        }
        verdict.checkDeadLetters(corrupt);
        return new ChaosResult(
                settings.seed(), episodes, world.endedByThemselves(), verdict.summary(), AlertReport.unwatched());
    }

    private static void introduce(Cluster cluster, AvroSerdes serdes) {
        long now = System.currentTimeMillis();
        try (Feed feed = new Feed(cluster, serdes)) {
            feed.programme(RewardProgramme.of(POOLS.get(RewardProgramme.ID), 600), now);
            feed.programme(Street.farm(POOLS.get(Street.FARM), 600), now);
            Street.profiles(MERCHANTS, now).forEach(feed::profile);
            feed.flush();
        }
    }

    private static void awaitBoosting(BoostTable boosts) {
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> !boosts.boost(Street.merchant(0), Surface.FEED, 0).isNone());
    }

    /** The decision by which each newcomer is in, when all are. */
    private static Map<String, String> awaitDecisions(Cluster cluster, AvroSerdes serdes) {
        long newcomers = IntStream.range(0, MERCHANTS).filter(Street::isNew).count();
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> decisions(cluster, serdes), decisions -> decisions.size() == newcomers);
    }

    private static Map<String, String> decisions(Cluster cluster, AvroSerdes serdes) {
        Map<String, String> decisions = new TreeMap<>();
        TopicLog.read(cluster, serdes, Topics.ENTITLEMENTS)
                .forEach(entry -> entry.value().getDecisions().stream()
                        .filter(each ->
                                each.getEligible() && each.getProgrammeId().equals(RewardProgramme.ID))
                        .forEach(each -> decisions.put(entry.key(), each.getDecisionId())));
        return decisions;
    }
}
