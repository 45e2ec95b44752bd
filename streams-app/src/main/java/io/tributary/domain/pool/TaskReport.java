package io.tributary.domain.pool;

import io.tributary.domain.Surface;
import java.util.Map;

/**
 * One merchant task's answer to one beat.
 *
 * @param task merchant partition
 * @param beat the beat it answers
 * @param time that beat's time, epoch milliseconds
 * @param rulesDigest digest of the rules the task has
 * @param programmes partial sums by programme
 * @param traffic impressions by surface since the task's state began
 * @param heardUntil up to when events have come to it as they should, epoch milliseconds; not after the time
 */
public record TaskReport(
        int task,
        long beat,
        long time,
        long rulesDigest,
        Map<String, ProgrammeSums> programmes,
        Map<Surface, Long> traffic,
        long heardUntil) {
    public TaskReport {
        programmes = Map.copyOf(programmes);
        traffic = Map.copyOf(traffic);
    }

    /** A report of a task to which all events have come. */
    public TaskReport(
            int task,
            long beat,
            long time,
            long rulesDigest,
            Map<String, ProgrammeSums> programmes,
            Map<Surface, Long> traffic) {
        this(task, beat, time, rulesDigest, programmes, traffic, time);
    }

    /** Up to when the task has counted and decided, epoch milliseconds. */
    long knownUntil() {
        return Math.min(time, heardUntil);
    }
}
