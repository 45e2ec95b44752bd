package io.tributary.bench;

import io.tributary.bench.job.Job;
import io.tributary.bench.job.JobSettings;
import io.tributary.bench.measure.Round;
import io.tributary.bench.measure.Usage;
import io.tributary.schemas.Topics;
import io.tributary.stack.ChildProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Runs a job over the events that lie on the brokers and measures from half of them to the end. */
final class Throughput {
    private static final Set<String> EVENTS = Set.of(Topics.IMPRESSIONS.name(), Topics.ORDERS.name());
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final long POLL_MILLIS = 25;

    private final Arena arena;
    private final List<String> jvm;
    private final Map<String, String> serviceSettings;
    private final Consumer<String> progress;

    /**
     * @param jvm further options of the jobs' JVM
     * @param serviceSettings further settings of the service
     */
    Throughput(Arena arena, List<String> jvm, Map<String, String> serviceSettings, Consumer<String> progress) {
        this.arena = arena;
        this.jvm = jvm;
        this.serviceSettings = serviceSettings;
        this.progress = progress;
    }

    Round run(Job job, int round, int commitMillis) {
        String applicationId = job.id() + "-" + round + "-" + Long.toString(System.nanoTime(), 36);
        JobSettings settings = arena.settings(applicationId, commitMillis);
        arena.prepare(job, applicationId);
        long all = arena.size(EVENTS);
        try (ChildProcess process = job.start(settings, serviceSettings, jvm)) {
            Usage half = await(job, process, applicationId, (all + 1) / 2);
            Usage end = await(job, process, applicationId, all);
            process.kill();
            return end.since(half, job.id(), round);
        } finally {
            arena.clear(applicationId);
        }
    }

    private Usage await(Job job, ChildProcess process, String applicationId, long events) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            long committed = arena.committed(job.group(applicationId), EVENTS);
            Usage usage = arena.usage(committed, process.pid());
            if (committed >= events) {
                return usage;
            }
            boolean ended = process.awaitExit(Duration.ofMillis(POLL_MILLIS));
            if (ended || System.nanoTime() > deadline) {
                process.logTail(10).forEach(progress);
                throw new BenchException(job.id() + (ended ? " ended" : " did not come") + " at " + committed + " of "
                        + events + " events: see the lines above");
            }
        }
    }
}
