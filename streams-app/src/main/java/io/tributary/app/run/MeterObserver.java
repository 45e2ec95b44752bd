package io.tributary.app.run;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tributary.http.Health.BeatSeen;
import io.tributary.metrics.v1.ProgrammeMetric;
import io.tributary.pool.v1.PoolReport;
import io.tributary.topology.TopologyObserver;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.LongStream;

/**
 * Turns what the topologies tell into meters. Counters are the totals that a task carries in its state: they survive restarts and
 * do not count work twice that was done again after an aborted transaction. A task's meters, and the pool's, are shown by the one
 * instance that has it, so sums over instances are right.
 */
final class MeterObserver implements TopologyObserver {
    private final MeterRegistry meters;
    private final LongSupplier nanos;
    private final Timer latency;
    private final Timer sweep;
    private final Map<Integer, TaskMeters> tasks = new ConcurrentHashMap<>();
    private final Map<String, ProgrammeMeters> programmes = new ConcurrentHashMap<>();
    private volatile BeatSeen lastBeat;
    /** When the pool here last sent a beat, or was opened; null while it is not here. */
    private volatile Long poolAt;

    private volatile boolean distrusted;

    /**
     * @param nanos a clock that only goes forward, as {@link System#nanoTime}
     * @param clock what is known of this host's clock
     */
    MeterObserver(MeterRegistry meters, LongSupplier nanos, ClockSkew clock) {
        this.meters = meters;
        this.nanos = nanos;
        this.latency = Timer.builder("tributary.decision.latency")
                .description("From the oldest event that a directive reacts to until its beat")
                .serviceLevelObjectives(millis(10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 60_000))
                .register(meters);
        this.sweep = Timer.builder("tributary.beat.sweep")
                .description("Time a merchant task takes to answer a beat")
                .serviceLevelObjectives(millis(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 5_000))
                .register(meters);
        Gauge.builder("tributary.beat.age", this, MeterObserver::beatAgeSeconds)
                .description(
                        "Since the most silent task here answered a beat, or the pool here sent one; NaN where there is neither")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("tributary.clock.skew", clock, ClockSkew::seconds)
                .description(
                        "This host's clock less the brokers', as far as it is sure; NaN where neither the pool nor a merchant task is")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("tributary.clock.distrusted", this, shown -> shown.distrusted ? 1 : 0)
                .description("1 while beats follow the brokers because this host's clock is wrong")
                .register(meters);
    }

    @Override
    public void clock(boolean isDistrusted) {
        distrusted = isDistrusted;
    }

    @Override
    public void taskOpened(int task) {
        taskClosed(task);
        tasks.put(task, new TaskMeters(meters, task, nanos.getAsLong()));
    }

    @Override
    public void taskClosed(int task) {
        TaskMeters closed = tasks.remove(task);
        if (closed != null) {
            closed.remove();
        }
    }

    @Override
    public void poolOpened() {
        poolAt = nanos.getAsLong();
    }

    @Override
    public void poolClosed() {
        poolAt = null;
        distrusted = false;
        keepProgrammes(Set.of());
    }

    @Override
    public void reported(PoolReport report, int directives, long sweepNanos) {
        sweep.record(sweepNanos, TimeUnit.NANOSECONDS);
        TaskMeters task = tasks.get(report.getTask());
        if (task != null) {
            task.show(report.getCounters(), nanos.getAsLong());
        }
        answered(new BeatSeen(report.getBeat(), report.getTime()));
    }

    @Override
    public void sentBeat(Set<String> programmeIds) {
        poolAt = nanos.getAsLong();
        keepProgrammes(programmeIds);
    }

    private void keepProgrammes(Set<String> programmeIds) {
        programmes.forEach((id, gauges) -> {
            if (!programmeIds.contains(id)) {
                gauges.remove();
                programmes.remove(id);
            }
        });
    }

    @Override
    public void paced(ProgrammeMetric metric) {
        if (poolAt != null && metric.getPacing() != null) {
            programmes
                    .computeIfAbsent(metric.getProgrammeId(), id -> new ProgrammeMeters(meters, id))
                    .show(metric.getPacing());
        }
    }

    @Override
    public void decided(long latencyMillis) {
        latency.record(Math.max(0, latencyMillis), TimeUnit.MILLISECONDS);
    }

    private synchronized void answered(BeatSeen beat) {
        lastBeat = lastBeat == null || beat.number() >= lastBeat.number() ? beat : lastBeat;
    }

    /** The last beat that a task of this instance answered, null before the first. */
    BeatSeen lastBeat() {
        return lastBeat;
    }

    /**
     * How long the most silent of this instance's tasks has answered no beat, or its pool has sent none, counted from when it came
     * here at the earliest; null where there is neither.
     */
    Duration beatSilence() {
        long now = nanos.getAsLong();
        Long sent = poolAt;
        LongStream tasksAt = tasks.values().stream().mapToLong(TaskMeters::answeredAt);
        LongStream all = sent == null ? tasksAt : LongStream.concat(tasksAt, LongStream.of(sent));
        OptionalLong longest = all.map(at -> Math.max(0, now - at)).max();
        return longest.isEmpty() ? null : Duration.ofNanos(longest.getAsLong());
    }

    private double beatAgeSeconds() {
        Duration silence = beatSilence();
        return silence == null ? Double.NaN : silence.toNanos() / 1e9;
    }

    /** Whether a task here has yet to answer the first beat of this process's life. */
    boolean awaitsFirstBeat() {
        return lastBeat == null && !tasks.isEmpty();
    }

    private static Duration[] millis(long... bounds) {
        return LongStream.of(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }
}
