package io.tributary.schemas.boost;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The clocks of a recommender host. What is boosted follows the service's clock, which beats tell, and the host's time since they came:
 * a host whose date is wrong, or set while it runs, boosts as any other does.
 */
public interface HostClock {
    /** Milliseconds that neither jump nor go back; from any origin. Asked at every look-up: must be quick. */
    long elapsedMillis();

    /** What the host takes for the time, epoch milliseconds UTC. It is compared with the service's, and nothing depends on it. */
    long wallMillis();

    /** Whether the elapsed milliseconds are the service's time already, as in replays and simulations. */
    default boolean isServiceTime() {
        return false;
    }

    /** The clocks of this process and this machine. */
    static HostClock system() {
        return new HostClock() {
            @Override
            public long elapsedMillis() {
                return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
            }

            @Override
            public long wallMillis() {
                return System.currentTimeMillis();
            }
        };
    }

    /**
     * For replays and simulations, where whoever drives them sets the time for the service and for its readers.
     *
     * @param time epoch milliseconds on the scale of the beats; may stand still and jump ahead
     */
    static HostClock replay(LongSupplier time) {
        return new HostClock() {
            @Override
            public long elapsedMillis() {
                return time.getAsLong();
            }

            @Override
            public long wallMillis() {
                return time.getAsLong();
            }

            @Override
            public boolean isServiceTime() {
                return true;
            }
        };
    }
}
