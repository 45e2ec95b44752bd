package io.tributary.bench.latency;

import java.util.concurrent.TimeUnit;

/** Ties the clock that only goes forward to the time of day, once: both run at the same pace for as long as a case takes. */
final class WallClock {
    private final long nanos = System.nanoTime();
    private final long epochMillis = System.currentTimeMillis();

    /** Epoch milliseconds at a moment of {@link System#nanoTime()}. */
    long millis(long atNanos) {
        return epochMillis + TimeUnit.NANOSECONDS.toMillis(atNanos - nanos);
    }

    /** The moment of {@link System#nanoTime()} at which a millisecond of the day began. */
    long nanos(long atEpochMillis) {
        return nanos + TimeUnit.MILLISECONDS.toNanos(atEpochMillis - epochMillis);
    }
}
