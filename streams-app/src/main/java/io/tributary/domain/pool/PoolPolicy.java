package io.tributary.domain.pool;

/**
 * What the pool is told by its surroundings.
 *
 * @param merchantTasks merchant partitions, each of which reports every beat; at least 1
 * @param beatIntervalMillis milliseconds between beats, at least 1
 * @param eventClock beats follow CLOCK controls instead of the wall clock
 * @param directiveLifeMillis how long a directive lives, milliseconds, at least 1
 */
public record PoolPolicy(int merchantTasks, long beatIntervalMillis, boolean eventClock, long directiveLifeMillis) {
    public PoolPolicy {
        if (merchantTasks < 1) {
            throw new IllegalArgumentException("merchant.partitions must be at least 1, is " + merchantTasks);
        }
        if (beatIntervalMillis < 1) {
            throw new IllegalArgumentException("beat.interval.ms must be at least 1, is " + beatIntervalMillis);
        }
        if (directiveLifeMillis < 1) {
            throw new IllegalArgumentException("directive.ttl.ms must be at least 1, is " + directiveLifeMillis);
        }
    }
}
