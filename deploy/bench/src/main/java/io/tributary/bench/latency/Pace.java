package io.tributary.bench.latency;

/**
 * A fixed schedule: number n is due at the start plus n intervals, whatever happened to those before. Who falls behind sends the
 * rest at once, and their time is the one on the schedule, so that a stall counts for everything that it held up.
 *
 * @param startNanos of the clock that {@link System#nanoTime()} reads
 * @param perSecond how many a second, at least 1
 */
record Pace(long startNanos, int perSecond) {
    private static final long SECOND = 1_000_000_000L;

    Pace {
        if (perSecond < 1) {
            throw new IllegalArgumentException("per second: is " + perSecond + ", must be at least 1");
        }
    }

    /** When a number, from 0, is due. */
    long at(long number) {
        return startNanos + number / perSecond * SECOND + number % perSecond * SECOND / perSecond;
    }

    /** How many are due by a time. */
    long due(long nanos) {
        long elapsed = nanos - startNanos;
        if (elapsed < 0) {
            return 0;
        }
        // Number n is due when n / perSecond, rounded down to nanoseconds, has elapsed: when n < (elapsed + 1) *
        // perSecond, in seconds.
        long beyond = (elapsed % SECOND + 1) * perSecond;
        return elapsed / SECOND * perSecond + (beyond + SECOND - 1) / SECOND;
    }
}
