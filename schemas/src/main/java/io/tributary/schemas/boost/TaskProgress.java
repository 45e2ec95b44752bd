package io.tributary.schemas.boost;

import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.TaskLag;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * How far each merchant task had come when a beat was sent. A task that lags has not counted what was shown meanwhile, nor does it
 * suspend who has had enough: its directives only hold as long as they are safe without it.
 */
final class TaskProgress {
    /** Before the first beat, and of a service that does not say: no lag is known. */
    static final TaskProgress UNKNOWN = new TaskProgress(0, 0, 0, new int[0], new long[0]);
    /** A task keeps up while it has answered a beat not longer ago than this many beats. */
    private static final int BEATS = 3;
    /** More frequent beats wait for their answers, up to this long, milliseconds. */
    private static final long SHORTEST_BEAT = 1_000;

    private final long beatTime;
    private final long limit;
    private final long answeredTime;
    /** Tasks that have come less far, in ascending order, and how far. */
    private final int[] tasks;

    private final long[] times;

    private TaskProgress(long beatTime, long limit, long answeredTime, int[] tasks, long[] times) {
        this.beatTime = beatTime;
        this.limit = limit;
        this.answeredTime = answeredTime;
        this.tasks = tasks;
        this.times = times;
    }

    static TaskProgress of(Beat beat) {
        if (beat.getAnsweredTime() <= 0) {
            return UNKNOWN;
        }
        List<TaskLag> lagging = beat.getLagging().stream()
                .sorted(Comparator.comparingInt(TaskLag::getTask))
                .toList();
        return new TaskProgress(
                beat.getTime(),
                BEATS * Math.max(SHORTEST_BEAT, beat.getIntervalMillis()),
                beat.getAnsweredTime(),
                lagging.stream().mapToInt(TaskLag::getTask).toArray(),
                lagging.stream().mapToLong(TaskLag::getAnsweredTime).toArray());
    }

    /**
     * Whether a task has counted and decided until lately.
     *
     * @param task its number; below 0 where a directive does not say: no lag is known of it
     * @param sinceBeat milliseconds since the beat was sent
     */
    boolean keepsUp(int task, long sinceBeat) {
        return answeredTime == 0 || task < 0 || beatTime - answered(task) + sinceBeat <= limit;
    }

    private long answered(int task) {
        int at = tasks.length == 0 ? -1 : Arrays.binarySearch(tasks, task);
        return at < 0 ? answeredTime : times[at];
    }
}
