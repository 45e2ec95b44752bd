package io.tributary.bench.scale;

import io.tributary.bench.Arena;
import io.tributary.bench.BenchContext;
import io.tributary.bench.BenchException;
import io.tributary.bench.job.Job;
import io.tributary.bench.job.JobSettings;
import io.tributary.bench.job.Meters;
import io.tributary.bench.job.ServiceProcess;
import io.tributary.bench.measure.ProcessMemory;
import io.tributary.bench.workload.Market;
import io.tributary.bench.workload.Sender;
import io.tributary.bench.workload.WorkloadSettings;
import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.PoolReport;
import io.tributary.schemas.Topics;
import io.tributary.testkit.TopicReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The merchant role in lock step with event time: events are worked off before the next beat is sent, and a beat is answered before
 * anything follows. Confined to one thread.
 */
final class LockStep implements AutoCloseable {
    /** Enough for a million merchants. */
    static final List<String> HEAP = List.of("-Xms4g", "-Xmx4g");

    private static final String APPLICATION = "scale";
    private static final String INSTANCE = "a";
    private static final Set<String> INPUTS =
            Set.of(Topics.IMPRESSIONS.name(), Topics.ORDERS.name(), Topics.MERCHANTS.name());
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Duration WAIT = Duration.ofMillis(5);
    private static final int LINGER = 5;

    private final Arena arena;
    private final JobSettings job;
    private final Market market;
    private final Sender sender;
    private final TopicReader<PoolReport> reports;
    private final ServiceProcess service;
    private final Map<Integer, Long> answered = new HashMap<>();
    private long number;

    /**
     * Starts the service and has it know the merchants and their grants.
     *
     * @param directiveMillis life of a directive: half of it after they were issued all are issued again
     */
    LockStep(Arena arena, BenchContext context, WorkloadSettings workload, long directiveMillis) {
        this.arena = arena;
        this.job = arena.settings(APPLICATION, 100);
        this.market = new Market(workload);
        this.sender = new Sender(arena.bootstrapServers(), arena.serdes(), LINGER);
        this.reports = TopicReader.fromEnd(arena.cluster(), arena.serdes(), Topics.POOL_REPORTS);
        Map<String, String> settings = new HashMap<>(
                Map.of("roles", "merchant", "beat.clock", "event", "directive.ttl.ms", Long.toString(directiveMillis)));
        settings.putAll(context.settings());
        List<String> jvm = new ArrayList<>(HEAP);
        jvm.addAll(context.jvm());
        for (int rank = 0; rank < workload.merchants(); rank++) {
            var profile = market.profile(rank);
            sender.send(Topics.MERCHANTS, profile.getMerchantId(), profile, profile.getUpdatedAt());
        }
        this.service = ServiceProcess.start(arena, INSTANCE, job, settings, jvm);
        service.awaitReady(PATIENCE);
        settle();
        for (int i = 0; i < Market.BEATS_AHEAD; i++) {
            beat(market.beatTime(i + 1));
        }
    }

    Market market() {
        return market;
    }

    /** For events; {@link #settle} has them worked off. */
    Sender sender() {
        return sender;
    }

    ServiceProcess service() {
        return service;
    }

    /** Waits until everything sent is worked off and committed. */
    void settle() {
        sender.flush();
        long all = arena.size(INPUTS);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (arena.committed(Job.TRIBUTARY.group(APPLICATION), INPUTS) < all) {
            pause(deadline, "commit " + all + " records");
        }
    }

    /** Sends the next beat and waits until all tasks have answered it. */
    void beat(long time) {
        number++;
        Beat beat = market.beat(number, time);
        for (int partition = 0; partition < Arena.PARTITIONS; partition++) {
            sender.send(Topics.BEATS, partition, "beat", beat, time);
        }
        sender.flush();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!isAnswered()) {
            reports.poll(WAIT, report -> answered.put(report.getTask(), report.getBeat()));
            if (System.nanoTime() > deadline) {
                pause(deadline, "answer beat " + number);
            }
        }
    }

    private boolean isAnswered() {
        return answered.size() == Arena.PARTITIONS && answered.values().stream().allMatch(beat -> beat >= number);
    }

    private void pause(long deadline, String what) {
        service.requireAlive();
        if (System.nanoTime() > deadline) {
            throw new BenchException("the service did not " + what + " within " + PATIENCE.toMinutes() + " min");
        }
        try {
            TimeUnit.MILLISECONDS.sleep(WAIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted");
        }
    }

    /** What the service holds after all garbage is collected. */
    Footprint footprint() {
        if (!ProcessMemory.collectGarbage(service.pid())) {
            throw new BenchException("garbage cannot be collected: " + System.getProperty("java.home")
                    + " has no bin/jcmd; run the bench with a JDK");
        }
        Meters meters = service.meters();
        return new Footprint(
                meters.sum("jvm_memory_used_bytes", "area=\"heap\""),
                ProcessMemory.residentBytes(service.pid()),
                ProcessMemory.folderBytes(ServiceProcess.stateFolder(job, INSTANCE)),
                meters.sum("tributary_merchants"));
    }

    /** Time that all tasks together have taken to answer beats since the start, milliseconds. */
    double sweptMillis() {
        return 1e3 * service.meters().sum("tributary_beat_sweep_seconds_sum");
    }

    @Override
    public void close() {
        service.close();
        reports.close();
        sender.close();
    }
}
