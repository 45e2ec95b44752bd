package io.tributary.bench.measure;

import io.tributary.testkit.Machine;
import java.util.List;

/**
 * A moment of a run: the clock and what had been used by then.
 *
 * @param nanos of a clock that only goes forward
 * @param events committed
 * @param jobNanos processor time of the job
 * @param brokerNanos processor time of the broker
 * @param otherNanos processor time of everybody else; -1 where nobody can tell
 * @param jitNanos processor time of the job's compilers; -1 where nobody can tell
 */
public record Usage(long nanos, long events, long jobNanos, long brokerNanos, long otherNanos, long jitNanos) {
    /**
     * @param ours processes that belong to the bench besides job and broker
     */
    public static Usage now(long events, long job, long broker, List<Long> ours) {
        long jobNanos = Machine.cpuNanos(job);
        long brokerNanos = Machine.cpuNanos(broker);
        long own = jobNanos + brokerNanos;
        for (long pid : ours) {
            own += Machine.cpuNanos(pid);
        }
        long all = own;
        return new Usage(
                System.nanoTime(),
                events,
                jobNanos,
                brokerNanos,
                Machine.busyNanos().map(busy -> busy - all).orElse(-1L),
                Machine.jitNanos(job).orElse(-1L));
    }

    /** What was used between that moment and this one; nothing per event where no event lies between them. */
    public Round since(Usage start, String job, int round) {
        double count = events == start.events ? Double.NaN : events - start.events;
        double elapsed = nanos - start.nanos;
        double processors = Runtime.getRuntime().availableProcessors();
        double other = otherNanos < 0
                ? Double.NaN
                : Math.max(0, 100.0 * (otherNanos - start.otherNanos) / (elapsed * processors));
        return new Round(
                job,
                round,
                count * 1e9 / elapsed,
                (jobNanos - start.jobNanos) / 1e3 / count,
                (brokerNanos - start.brokerNanos) / 1e3 / count,
                other,
                jitNanos < 0 ? Double.NaN : (jitNanos - start.jitNanos) / 1e3 / count);
    }
}
