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
 */
public record TaskReport(
        int task,
        long beat,
        long time,
        long rulesDigest,
        Map<String, ProgrammeSums> programmes,
        Map<Surface, Long> traffic) {
    public TaskReport {
        programmes = Map.copyOf(programmes);
        traffic = Map.copyOf(traffic);
    }
}
