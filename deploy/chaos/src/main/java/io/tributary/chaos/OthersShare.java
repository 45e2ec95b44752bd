package io.tributary.chaos;

import io.tributary.testkit.Machine;
import java.util.concurrent.TimeUnit;

/** How much of this machine's processors is taken by what the run has not started; nothing where the system does not say. */
final class OthersShare {
    /** Over less a moment of somebody else's would look like much, nanoseconds. */
    private static final long WINDOW = TimeUnit.SECONDS.toNanos(20);

    private long since = System.nanoTime();
    private long taken = taken();
    private double largest;

    /** Takes in what has been used since the last look. */
    void look() {
        long now = System.nanoTime();
        if (now - since >= WINDOW) {
            long until = taken();
            double all = (double) (now - since) * Runtime.getRuntime().availableProcessors();
            largest = Math.max(largest, (until - taken) / all);
            since = now;
            taken = until;
        }
    }

    /** The largest share in any window, 0 to 1. */
    double largest() {
        return largest;
    }

    private static long taken() {
        long own = Machine.ownNanos().orElse(0L);
        return Machine.busyNanos().map(busy -> busy - own).orElse(0L);
    }
}
