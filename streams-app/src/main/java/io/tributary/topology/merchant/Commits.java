package io.tributary.topology.merchant;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.streams.processor.TaskId;

/** Commits of each of an application's stream threads. Shared by all its tasks; each is used by its thread only. */
final class Commits {
    private final long intervalMillis;
    private final Map<Thread, ThreadCommits> threads = new ConcurrentHashMap<>();

    /**
     * @param intervalMillis between the starts of two commits, at least 1
     */
    Commits(long intervalMillis) {
        this.intervalMillis = intervalMillis;
    }

    /** Notes a task of the calling thread, with the beat that it answered last. */
    ThreadCommits join(TaskId task, long beat) {
        ThreadCommits own =
                threads.computeIfAbsent(Thread.currentThread(), thread -> new ThreadCommits(intervalMillis));
        own.join(task, beat);
        return own;
    }

    /** Commits that the calling thread has begun for the tasks that it has. */
    long count() {
        return threads.get(Thread.currentThread()).count();
    }

    /** Forgets a task of the calling thread. */
    void leave(TaskId task) {
        threads.computeIfPresent(Thread.currentThread(), (thread, own) -> own.leave(task) ? own : null);
    }
}
