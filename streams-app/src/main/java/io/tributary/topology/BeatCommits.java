package io.tributary.topology;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.processor.TaskId;

/**
 * When a stream thread commits for a beat: once, when the last of its tasks has answered. A commit is one of all the thread's
 * tasks, so that one for each task's answer would be as many as there are tasks, and the pool waits for the last one anyway.
 *
 * <p>Who lags more than a beat is not waited for. Shared by all tasks of an application; each is used by its thread only.
 */
final class BeatCommits {
    private final Map<Thread, Map<TaskId, Long>> answered = new ConcurrentHashMap<>();

    /** Notes a task of the calling thread, with the beat that it answered last. */
    void join(TaskId task, long beat) {
        ofThread().put(task, beat);
    }

    /** Forgets a task of the calling thread. */
    void leave(TaskId task) {
        answered.computeIfPresent(Thread.currentThread(), (thread, tasks) -> {
            tasks.remove(task);
            return tasks.isEmpty() ? null : tasks;
        });
    }

    /**
     * Notes the answer of a task of the calling thread.
     *
     * @return whether it is time to commit
     */
    boolean answer(TaskId task, long beat) {
        Map<TaskId, Long> tasks = ofThread();
        tasks.put(task, beat);
        for (long other : tasks.values()) {
            if (other == beat - 1) {
                return false;
            }
        }
        return true;
    }

    private Map<TaskId, Long> ofThread() {
        return answered.computeIfAbsent(Thread.currentThread(), thread -> new ConcurrentHashMap<>());
    }
}
