package io.tributary.bench.recovery;

import io.tributary.bench.Arena;
import io.tributary.bench.BenchContext;
import io.tributary.bench.BenchException;
import io.tributary.bench.Text;
import io.tributary.bench.job.Job;
import io.tributary.bench.job.ServiceProcess;
import io.tributary.bench.latency.Load;
import io.tributary.bench.workload.Market;
import io.tributary.bench.workload.Sender;
import io.tributary.bench.workload.Spread;
import io.tributary.bench.workload.Workload;
import io.tributary.bench.workload.WorkloadSettings;
import io.tributary.common.v1.Surface;
import io.tributary.schemas.Topics;
import io.tributary.testkit.ClassArchive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** All kills with one number of merchants, on brokers of their own. */
final class RecoveryRun {
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    /** A service with nothing to catch up with is about a commit and a look behind. */
    private static final long CAUGHT_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private static final long QUIET_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long POLL_MILLIS = 10;
    private static final int LINGER = 5;

    private final BenchContext context;
    private final RecoveryPlan plan;
    private final WorkloadSettings merchants;
    private final Market market;

    RecoveryRun(BenchContext context, RecoveryPlan plan, int merchants) {
        this.context = context;
        this.plan = plan;
        this.merchants = RecoveryPlan.workload(merchants, plan.seed());
        this.market = Market.today(this.merchants);
    }

    List<RecoveryRow> run() throws InterruptedException {
        List<RecoveryRow> rows = new ArrayList<>();
        try (Arena arena = context.openArena();
                Sender sender = new Sender(arena.bootstrapServers(), arena.serdes(), LINGER)) {
            fill(sender);
            Workload workload = new Workload(merchants, market);
            try (Load load = Load.start(sender, workload, RecoveryPlan.EVENTS_PER_SECOND)) {
                ClassArchive archive = new ClassArchive(arena.folder(), System.getProperty("java.class.path"));
                for (Outage outage : Outage.values()) {
                    // Who has no standby is not to find the disk of one that was a standby.
                    String application = outage.instances() == 1 ? "recovery" : "recovery-" + outage.standbys();
                    for (Session session : Session.ALL) {
                        rows.addAll(kills(arena, application, archive, outage, session));
                    }
                }
                load.stop();
            }
        }
        return rows;
    }

    private void fill(Sender sender) {
        long now = System.currentTimeMillis();
        market.programmes().forEach(each -> sender.send(Topics.PROGRAMMES, each.getProgrammeId(), each, now));
        for (int rank = 0; rank < merchants.merchants(); rank++) {
            sender.send(Topics.MERCHANTS, Market.merchantId(rank), market.profile(rank), now);
        }
        Spread.send(sender, merchants.merchants(), RecoveryPlan.EVENTS_PER_MERCHANT, Surface.FEED, now);
        sender.flush();
    }

    private List<RecoveryRow> kills(
            Arena arena, String application, ClassArchive archive, Outage outage, Session session)
            throws InterruptedException {
        List<RecoveryRow> rows = new ArrayList<>();
        try (Fleet fleet = new Fleet(arena, context, application, archive, outage, session);
                Progress progress =
                        new Progress(arena.bootstrapServers(), Job.TRIBUTARY.group(application), Arena.PARTITIONS)) {
            if (archive.isMissing()) {
                awaitQuiet(fleet, progress);
                fleet.restart("a");
            }
            for (int round = 1; round <= plan.rounds(); round++) {
                awaitQuiet(fleet, progress);
                RecoveryRow row = kill(fleet, progress, outage, session, round);
                context.progress()
                        .accept(Text.of(
                                "recovery: %,d merchants, %s, session %,d ms: first %.1f s, all %.1f s, caught up %.1f s",
                                merchants.merchants(),
                                outage.title(),
                                session.timeoutMillis(),
                                row.firstSeconds(),
                                row.allSeconds(),
                                row.caughtUpSeconds()));
                rows.add(row);
            }
        }
        return rows;
    }

    /** Waits until all instances run and have kept up for a while. */
    private static void awaitQuiet(Fleet fleet, Progress progress) throws InterruptedException {
        fleet.awaitShared();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        long since = System.nanoTime();
        while (System.nanoTime() - since < QUIET_NANOS) {
            fleet.requireAlive();
            progress.look();
            if (progress.behindNanos() > CAUGHT_UP_NANOS) {
                since = System.nanoTime();
            }
            pause(deadline);
        }
    }

    private RecoveryRow kill(Fleet fleet, Progress progress, Outage outage, Session session, int round)
            throws InterruptedException {
        ServiceProcess victim = fleet.busiest();
        List<Integer> tasks = Progress.partitions(victim.tasks("merchant"));
        if (outage.kills()) {
            victim.kill();
        } else {
            victim.suspend();
            TimeUnit.MILLISECONDS.sleep(2 * session.timeoutMillis());
            victim.resume();
        }
        long killed = System.nanoTime();
        // What it committed last may just have been on its way.
        progress.look();
        Map<Integer, Long> before = progress.committed(tasks);
        if (outage == Outage.EMPTY) {
            fleet.loseState(victim.id());
        }
        if (outage.restarts()) {
            fleet.start(victim.id());
        }
        double first = 0;
        double all = 0;
        long deadline = killed + PATIENCE.toNanos();
        while (first == 0 || all == 0 || progress.behindNanos() > CAUGHT_UP_NANOS) {
            pause(deadline);
            progress.look();
            double now = (System.nanoTime() - killed) / 1e9;
            long moved = progress.committed(tasks).entrySet().stream()
                    .filter(each -> each.getValue() > before.get(each.getKey()))
                    .count();
            first = first == 0 && moved > 0 ? now : first;
            all = all == 0 && moved == tasks.size() ? now : all;
        }
        double caughtUp = (System.nanoTime() - killed) / 1e9;
        if (outage.kills() && !outage.restarts()) {
            fleet.start(victim.id());
        }
        String name = outage.name().toLowerCase(java.util.Locale.ROOT);
        return new RecoveryRow(
                name, merchants.merchants(), session.timeoutMillis(), round, tasks.size(), first, all, caughtUp);
    }

    private static void pause(long deadline) throws InterruptedException {
        if (System.nanoTime() > deadline) {
            throw new BenchException("the service did not catch up within " + PATIENCE.toMinutes()
                    + " min: is the machine too slow for " + RecoveryPlan.EVENTS_PER_SECOND + " events/s?");
        }
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
}
