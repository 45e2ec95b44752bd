package io.tributary.topology.merchant;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.TaskId;

/**
 * When a stream thread commits. A commit is one of all the thread's tasks.
 *
 * <p>For a beat it commits once, when the last of its tasks has answered: one for each task's answer would be as many as there are
 * tasks, and the pool waits for the last one anyway. Who lags more than a beat is not waited for. Beats that have queued up are answered
 * one right after another: then one commit is for all that are answered within an interval, as it is for events.
 *
 * <p>Else the interval runs from the start of a commit to the start of the next one. Streams' own begins when a commit has ended, so that
 * what an event causes would be seen after an interval and two commits. Only for a thread that has a backlog is that the better
 * way, since it would spend more of its time on commits.
 *
 * <p>Confined to its thread. Times are those of one clock, milliseconds.
 */
final class ThreadCommits {
    private static final long NEVER = Long.MIN_VALUE / 2;
    /** Weight of a micro-batch in the mean of their sizes. */
    private static final double GAIN = 0.125;
    /** Records of a micro-batch, on average, from which on more than was fetched can be taken to wait. */
    private static final double BACKLOG = 500;

    private final long intervalMillis;
    private final Map<TaskId, Long> answered = new HashMap<>();
    private long begunAt = NEVER;
    private long committedAnswersAt = NEVER;
    private long begun;
    private long workSince = NEVER;
    private double meanRecords;

    ThreadCommits(long intervalMillis) {
        this.intervalMillis = intervalMillis;
    }

    void join(TaskId task, long beat) {
        answered.put(task, beat);
    }

    /**
     * @return whether tasks are left
     */
    boolean leave(TaskId task) {
        answered.remove(task);
        return !answered.isEmpty();
    }

    /**
     * Notes the answer of a task to a beat.
     *
     * @param beatIntervalMillis expected time from that beat to the next one
     * @return whether it is time to commit; if not, {@link #isDue} says when it is
     */
    boolean answer(TaskId task, long beat, long beatIntervalMillis, long now) {
        answered.put(task, beat);
        for (long other : answered.values()) {
            if (other == beat - 1) {
                return false;
            }
        }
        // Answers to beats that come as they are made are at least half an interval of theirs apart.
        if (now - committedAnswersAt < Math.min(intervalMillis, beatIntervalMillis / 2)) {
            return false;
        }
        committedAnswersAt = now;
        return true;
    }

    /** Notes how many records were there to be worked off at once. */
    void batch(int records) {
        meanRecords += GAIN * (records - meanRecords);
    }

    /** Notes that there is something to commit from now on. */
    void worked(long now) {
        if (workSince == NEVER) {
            workSince = now;
        }
    }

    /** Whether there is something to commit. */
    boolean isPending() {
        return workSince != NEVER;
    }

    /** Whether it is time to commit. At least half of the interval is for work, however long a commit takes. */
    boolean isDue(long now) {
        boolean behind = meanRecords > BACKLOG;
        long since = behind ? workSince : Math.max(begunAt, workSince - intervalMillis / 2);
        return isPending() && now - since >= intervalMillis;
    }

    /** Notes that a commit follows at once. */
    void begun(long now) {
        begun++;
        begunAt = now;
        workSince = NEVER;
    }

    /** Commits that were begun so far. */
    long count() {
        return begun;
    }
}
