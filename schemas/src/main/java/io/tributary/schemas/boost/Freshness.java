package io.tributary.schemas.boost;

import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/**
 * Whether a reader has applied what was there to be read a short while ago. Ends are noted, and once all of them are reached the
 * reader is known to be no older than that; then the next ones are noted. So it is told from a reader that always has something
 * left to read, since there is always something new.
 *
 * <p>One thread notes, any number ask. Times are those of {@link System#nanoTime}.
 */
final class Freshness {
    private final long limitNanos;
    private Map<TopicPartition, Long> goal;
    private long notedAt;
    private volatile long freshAt;

    /**
     * @param limitMillis a reader that is older than that lags, milliseconds
     * @param now when it begins
     */
    Freshness(long limitMillis, long now) {
        this.limitNanos = TimeUnit.MILLISECONDS.toNanos(limitMillis);
        this.freshAt = now;
    }

    /**
     * Notes how far the reader has come.
     *
     * @param ends what is known to be there to be read, by partition
     */
    void note(Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends, long now) {
        if (goal == null) {
            goal = Map.copyOf(ends);
            notedAt = now;
        }
        boolean reached =
                goal.entrySet().stream().allMatch(end -> positions.getOrDefault(end.getKey(), -1L) >= end.getValue());
        if (reached) {
            freshAt = notedAt;
            goal = Map.copyOf(ends);
            notedAt = now;
        }
    }

    /** Forgets the goal, for a reader that starts over. */
    void startOver() {
        goal = null;
    }

    boolean lags(long now) {
        return ageNanos(now) > limitNanos;
    }

    /** For how long the reader has not been known to have applied all that there was. */
    long ageNanos(long now) {
        return now - freshAt;
    }
}
