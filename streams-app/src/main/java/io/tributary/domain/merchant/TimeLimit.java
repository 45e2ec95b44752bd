package io.tributary.domain.merchant;

import io.tributary.domain.metric.MetricWindows;

/**
 * Up to when an event can be dated. Events do not move it, however many there are: it follows the beats, and the wall clock where the
 * beats do, so that what came while the pool was away is not taken for the future.
 */
final class TimeLimit {
    private static final long LAST = MetricWindows.END_OF_TIME - 1;

    private final long futureMillis;
    private long known;
    private long most = LAST;

    /**
     * @param futureMillis how far ahead of what is known of the time an event may be dated
     */
    TimeLimit(long futureMillis) {
        this.futureMillis = futureMillis;
    }

    /** Follows a clock, epoch milliseconds; 0 is none. */
    void reached(long time) {
        if (time > known) {
            known = time;
            most = time > LAST - futureMillis ? LAST : time + futureMillis;
        }
    }

    /**
     * Holds a time against the limit; before any clock was followed only against what windows can hold.
     *
     * @throws IllegalArgumentException when it lies beyond
     */
    void check(String field, long time) {
        if (time < 1 || time > most) {
            // The text is made for those that are refused only: this is asked for every event.
            String why = known == 0 ? "" : ", which is " + futureMillis + " ms ahead of the service's time";
            throw new IllegalArgumentException(
                    field + ": is " + time + ", must be epoch milliseconds, 1 to " + most + why);
        }
    }
}
