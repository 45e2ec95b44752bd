package io.tributary.domain.pool;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Up to when the merchant tasks had counted and decided when a beat was made, epoch milliseconds.
 *
 * @param most of those that have come farthest; 0 when none has ever answered
 * @param lagging those that have come less far, by task; 0 for one that has never answered
 */
public record TaskTimes(long most, SortedMap<Integer, Long> lagging) {
    static TaskTimes of(int tasks, Map<Integer, TaskReport> reports) {
        long most = Math.max(
                0,
                reports.values().stream()
                        .mapToLong(TaskReport::knownUntil)
                        .max()
                        .orElse(0));
        SortedMap<Integer, Long> lagging = new TreeMap<>();
        for (int task = 0; most > 0 && task < tasks; task++) {
            TaskReport report = reports.get(task);
            long known = report == null ? 0 : Math.max(0, report.knownUntil());
            if (known < most) {
                lagging.put(task, known);
            }
        }
        return new TaskTimes(most, lagging);
    }
}
