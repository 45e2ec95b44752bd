package io.tributary.app;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tributary.app.Health.BeatSeen;
import io.tributary.metrics.v1.Pacing;
import io.tributary.metrics.v1.ProgrammeMetric;
import io.tributary.pool.v1.PoolReport;
import io.tributary.pool.v1.TaskCounters;
import io.tributary.topology.TopologyObserver;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

/**
 * Turns what the topologies tell into meters. Counters are the totals that a task carries in its state: they survive restarts and
 * do not count work twice that was done again after an aborted transaction. A task that moved away leaves its last total behind,
 * so dashboards take {@code max by (task)} for totals; rates need no care.
 */
final class MeterObserver implements TopologyObserver {
    private final MeterRegistry meters;
    private final Timer latency;
    private final Timer sweep;
    private final Map<Integer, AtomicReference<TaskCounters>> tasks = new ConcurrentHashMap<>();
    private final Map<String, AtomicReference<Pacing>> programmes = new ConcurrentHashMap<>();
    private final AtomicReference<BeatSeen> lastBeat = new AtomicReference<>();

    MeterObserver(MeterRegistry meters) {
        this.meters = meters;
        this.latency = Timer.builder("tributary.decision.latency")
                .description("From the oldest event that a directive reacts to until its beat")
                .serviceLevelObjectives(millis(10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 60_000))
                .register(meters);
        this.sweep = Timer.builder("tributary.beat.sweep")
                .description("Time a merchant task takes to answer a beat")
                .serviceLevelObjectives(millis(1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 5_000))
                .register(meters);
    }

    @Override
    public void reported(PoolReport report, int directives, long sweepNanos) {
        sweep.record(sweepNanos, TimeUnit.NANOSECONDS);
        tasks.computeIfAbsent(report.getTask(), this::registerTask).set(report.getCounters());
        lastBeat.accumulateAndGet(
                new BeatSeen(report.getBeat(), report.getTime()),
                (seen, now) -> seen != null && seen.number() > now.number() ? seen : now);
    }

    @Override
    public void paced(ProgrammeMetric metric) {
        if (metric.getPacing() != null) {
            programmes
                    .computeIfAbsent(metric.getProgrammeId(), this::registerProgramme)
                    .set(metric.getPacing());
        }
    }

    @Override
    public void decided(long latencyMillis) {
        latency.record(Math.max(0, latencyMillis), TimeUnit.MILLISECONDS);
    }

    /** The last beat a task of this instance answered, null before the first. */
    BeatSeen lastBeat() {
        return lastBeat.get();
    }

    private static Duration[] millis(long... bounds) {
        return LongStream.of(bounds).mapToObj(Duration::ofMillis).toArray(Duration[]::new);
    }

    private AtomicReference<TaskCounters> registerTask(int task) {
        AtomicReference<TaskCounters> seen = new AtomicReference<>(new TaskCounters());
        counter(task, seen, "tributary.impressions", "Impressions counted", TaskCounters::getImpressions);
        counter(task, seen, "tributary.exposures", "Viewable and valid impressions", TaskCounters::getExposures);
        counter(task, seen, "tributary.exposures.charged", "Exposures charged to grants", TaskCounters::getCharged);
        counter(task, seen, "tributary.orders", "Paid order lines counted", TaskCounters::getOrders);
        counter(task, seen, "tributary.refunds", "Order lines turned back", TaskCounters::getRefunds);
        counter(task, seen, "tributary.directives.emitted", "Directives and tombstones", TaskCounters::getDirectives);
        counter(task, seen, "tributary.late", "Records later than the grace of their window", TaskCounters::getLate);
        counter(task, seen, "tributary.duplicates", "Records seen again and ignored", TaskCounters::getDuplicates);
        Gauge.builder("tributary.merchants", seen, value -> value.get().getMerchants())
                .description("Merchants in the state of a task")
                .tag("task", Integer.toString(task))
                .register(meters);
        return seen;
    }

    private void counter(
            int task,
            AtomicReference<TaskCounters> seen,
            String name,
            String description,
            ToLongFunction<TaskCounters> total) {
        FunctionCounter.builder(name, seen, value -> total.applyAsLong(value.get()))
                .description(description)
                .tag("task", Integer.toString(task))
                .register(meters);
    }

    private AtomicReference<Pacing> registerProgramme(String programme) {
        AtomicReference<Pacing> seen = new AtomicReference<>();
        gauge(programme, seen, "tributary.pool", "Exposures of the period", Pacing::getPool);
        gauge(programme, seen, "tributary.grants", "Sum of grants, exposures", Pacing::getGranted);
        gauge(programme, seen, "tributary.spent", "Exposures charged in the period", Pacing::getSpent);
        gauge(programme, seen, "tributary.pacing.error", "(spent - planned) / granted", Pacing::getPacingError);
        gauge(programme, seen, "tributary.strength", "Boost level", Pacing::getStrength);
        gauge(programme, seen, "tributary.members", "Enrolled merchants", Pacing::getMembers);
        gauge(programme, seen, "tributary.suspended", "Enrolled merchants ahead of schedule", Pacing::getSuspended);
        gauge(
                programme,
                seen,
                "tributary.silent.tasks",
                "Merchant tasks whose report did not come in time",
                pacing -> pacing.getSilentTasks().size());
        return seen;
    }

    private void gauge(
            String programme,
            AtomicReference<Pacing> seen,
            String name,
            String description,
            ToDoubleFunction<Pacing> value) {
        Gauge.builder(name, seen, holder -> {
                    Pacing pacing = holder.get();
                    return pacing == null ? Double.NaN : value.applyAsDouble(pacing);
                })
                .description(description)
                .tag("programme", programme)
                .register(meters);
    }
}
