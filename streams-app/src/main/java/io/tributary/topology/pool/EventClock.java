package io.tributary.topology.pool;

import io.tributary.domain.pool.Pool;
import io.tributary.text.LogEvents;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock of replays: a beat for each time reached, but none before every merchant task has answered the one before.
 * Which of a CLOCK and a report is read first depends on the network; waiting makes every run decide the same.
 */
public final class EventClock {
    /** How often a clock that waits is named in the log. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    /** They are one record of the changelog. */
    static final int MOST_WAITING = 10_000;

    private static final Logger LOG = LoggerFactory.getLogger(EventClock.class);

    private final Pool pool;
    private final PoolStore store;
    private final Deque<Long> waiting;
    private long stuckAt;

    public EventClock(Pool pool, PoolStore store) {
        this.pool = pool;
        this.store = store;
        this.waiting = new ArrayDeque<>(store.clock());
    }

    /** Notes a time that was reached. @throws IllegalArgumentException when it lies before an earlier one */
    public void reach(long time) {
        long last = waiting.isEmpty() ? pool.head().time() : waiting.getLast();
        if (time < last) {
            throw new IllegalArgumentException("clock went back from " + last + " to " + time
                    + ": start from a fresh state to replay an earlier time");
        }
        if (waiting.size() >= MOST_WAITING) {
            throw new IllegalArgumentException("clock: " + MOST_WAITING
                    + " times wait for their beats already; send the next one when the last is answered");
        }
        waiting.add(time);
        store.keepClock(waiting);
    }

    /** Starts the next beat when the last has been answered. */
    public void drain(LongConsumer beat) {
        if (!waiting.isEmpty() && pool.awaited().isEmpty()) {
            long time = waiting.poll();
            store.keepClock(waiting);
            beat.accept(time);
        }
    }

    /** Names the tasks that hold the clock up, when nothing has moved since the last time. */
    public void warnWhenStuck() {
        List<Integer> awaited = pool.awaited();
        if (!waiting.isEmpty() && stuckAt == pool.head().number()) {
            LOG.warn(
                    LogEvents.BEATS_WAIT,
                    "{} beats wait: beat {} is not answered by merchant tasks {}",
                    waiting.size(),
                    stuckAt,
                    awaited);
        }
        stuckAt = pool.head().number();
    }
}
