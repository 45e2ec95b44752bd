package io.tributary.bench.latency;

import java.util.Locale;

/**
 * What one case showed of one way. Times are milliseconds.
 *
 * @param way what is measured, in a word
 * @param count of times measured
 * @param unanswered of these, probes that had no answer when the case ended; they count with the time they had waited
 * @param sentPerSecond events that the load really came to
 * @param behindMillis most that the load fell behind its schedule
 * @param otherCpuPercent of the machine, what other processes took meanwhile; NaN where nobody can tell
 * @param leftBehind events that the service had not committed when the load ended
 */
public record LatencyRow(
        int eventsPerSecond,
        int commitMillis,
        int beatMillis,
        String way,
        long count,
        long unanswered,
        double p50,
        double p99,
        double p999,
        double max,
        double sentPerSecond,
        double behindMillis,
        double otherCpuPercent,
        long leftBehind) {

    static LatencyRow of(LatencyCase tried, Way way, Latencies times, LoadResult load) {
        return new LatencyRow(
                tried.eventsPerSecond(),
                tried.commitMillis(),
                tried.beatMillis(),
                way.name().toLowerCase(Locale.ROOT),
                times.count(),
                times.unanswered(),
                times.millis(50),
                times.millis(99),
                times.millis(99.9),
                times.millis(100),
                load.perSecond(),
                load.behindMillis(),
                load.otherCpuPercent(),
                load.leftBehind());
    }
}
