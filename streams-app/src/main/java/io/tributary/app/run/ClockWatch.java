package io.tributary.app.run;

import io.tributary.text.LogEvents;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the process when its host's clock was set back.
 *
 * <p>Kafka's clients, and Streams, take what is due from that clock, and wait until it shows the time again that it showed before: no
 * heartbeat is sent meanwhile, so that the group gives the instance up each time that it comes back, and no beat is made where the pool is.
 * New clients begin with the new time, and a new process has them all. What was not committed is done again by whoever takes over, as after
 * any other end of a process. A clock that is set forward only makes what is due come at once, which clients get over.
 */
final class ClockWatch implements AutoCloseable {
    /** So far back clients wait out, since it is less than their groups have patience, milliseconds. */
    static final long MOST_MILLIS = 2_000;

    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    private static final long PERIOD_MILLIS = 500;

    private final LongSupplier clock;
    private final Runnable exit;
    /** By a clock of its own that nobody sets. */
    private final ScheduledExecutorService timer;

    private long latest;

    private ClockWatch(LongSupplier clock, Runnable exit, ScheduledExecutorService timer) {
        this.clock = clock;
        this.exit = exit;
        this.timer = timer;
    }

    /** Without a timer of its own. */
    ClockWatch(LongSupplier clock, Runnable exit) {
        this(clock, exit, null);
    }

    /**
     * Watches this host's clock until it is closed.
     *
     * @param exit ends the process at once
     */
    static ClockWatch start(Runnable exit) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "clock-watch");
            thread.setDaemon(true);
            return thread;
        });
        ClockWatch watch = new ClockWatch(System::currentTimeMillis, exit, timer);
        timer.scheduleWithFixedDelay(watch::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return watch;
    }

    void look() {
        long now = clock.getAsLong();
        if (now < latest - MOST_MILLIS) {
            LOG.error(
                    LogEvents.CLOCK_SET_BACK,
                    "This host's clock was set back by {} ms: the process ends, since Kafka's clients would wait for as long; it has to be"
                            + " started again, which is what a supervisor does",
                    latest - now);
            exit.run();
        }
        latest = Math.max(latest, now);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
