package io.tributary.bench;

import io.tributary.bench.job.Job;
import io.tributary.bench.job.JobSettings;
import io.tributary.bench.measure.Round;
import io.tributary.bench.measure.Usage;
import io.tributary.bench.workload.Expected;
import io.tributary.bench.workload.Filler;
import io.tributary.bench.workload.Market;
import io.tributary.bench.workload.WorkloadSettings;
import io.tributary.schemas.Topics;
import io.tributary.stack.ChildProcess;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** Runs a job over events that lie on the brokers, measures from half of them to the end, and checks what it counted. */
public final class Throughput implements AutoCloseable {
    private static final Set<String> EVENTS = Set.of(Topics.IMPRESSIONS.name(), Topics.ORDERS.name());
    private static final int COMMIT_MILLIS = 100;
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(25);
    private static final int LOG_LINES = 10;

    private final BenchContext context;
    private final Arena arena;
    private final Filler filler;
    private final Market market;
    private final Expected expected;
    private final BeatMarks marks;

    /** Fills the brokers. */
    public Throughput(BenchContext context, Arena arena, WorkloadSettings workload) {
        this.context = context;
        this.arena = arena;
        this.filler = new Filler(arena.bootstrapServers(), arena.serdes());
        this.market = new Market(workload);
        context.progress().accept(Text.of("filling: %,d events", workload.events()));
        this.expected = filler.fill(
                workload,
                sent -> context.progress().accept(Text.of("filling: %,d of %,d events sent", sent, workload.events())));
        this.marks = BeatMarks.of(arena, market);
    }

    /** Runs it once, in a process of its own that starts with nothing. */
    public Round run(Job job, int round) {
        String applicationId = job.id() + "-" + round + "-" + Long.toString(System.nanoTime(), 36);
        JobSettings settings = arena.settings(applicationId, COMMIT_MILLIS);
        arena.prepare(job, applicationId);
        long all = arena.size(EVENTS);
        try (Metronome pool = new Metronome(arena, market, marks, filler);
                ChildProcess process = arena.start(job, settings, context.settings(), context.jvm())) {
            pool.begin();
            Usage half = await(job, process, pool, applicationId, (all + 1) / 2);
            Usage end = await(job, process, pool, applicationId, all);
            if (job.reports()) {
                check(job, process, pool);
            }
            process.kill();
            return end.since(half, job.id(), round);
        } finally {
            arena.clear(applicationId);
        }
    }

    private Usage await(Job job, ChildProcess process, Metronome pool, String applicationId, long events) {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (true) {
            Map<TopicPartition, Long> committed = arena.offsets().committed(job.group(applicationId));
            long count = Arena.sum(committed, EVENTS);
            if (count >= events) {
                return arena.usage(count, process.pid());
            }
            pool.advance(committed);
            pause(job, process, deadline, Text.of("%,d of %,d events", count, events));
        }
    }

    /** A bench that counts wrong is worthless. */
    private void check(Job job, ChildProcess process, Metronome pool) {
        long deadline = System.nanoTime() + LONGEST_ANSWER.toNanos();
        while (!pool.conclude()) {
            pause(job, process, deadline, "the beat after the last event");
        }
        List<String> problems = expected.problems(pool.counters());
        if (!problems.isEmpty()) {
            throw new BenchException(
                    job.id() + " counted wrong: " + String.join(", ", problems) + "; its figures mean nothing");
        }
    }

    private void pause(Job job, ChildProcess process, long deadline, String at) {
        boolean ended = process.awaitExit(POLL);
        if (ended || System.nanoTime() > deadline) {
            process.logTail(LOG_LINES).forEach(context.progress());
            throw new BenchException(job.id() + (ended ? " ended at " : " did not get beyond ") + at
                    + ": see its log's last lines above");
        }
    }

    @Override
    public void close() {
        filler.close();
    }
}
