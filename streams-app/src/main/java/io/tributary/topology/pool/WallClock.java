package io.tributary.topology.pool;

import io.tributary.domain.pool.BeatClock;
import io.tributary.domain.pool.BeatClock.Reading;
import io.tributary.domain.pool.BeatClock.Trust;
import io.tributary.pool.v1.PoolReport;
import io.tributary.text.LogEvents;
import io.tributary.topology.AppendTimes;
import io.tributary.topology.TopologyObserver;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The clock of a running service: {@link BeatClock} with what is read from topics, and an alarm when it is not believed. */
final class WallClock {
    private static final Logger LOG = LoggerFactory.getLogger(WallClock.class);
    /** Nothing was appended for so long: a record of the pool's own asks the brokers for their time, milliseconds. */
    private static final long ASK_AFTER = 5_000;
    /** So long an answer is waited for, milliseconds. */
    private static final long ASK_AGAIN = 1_000;
    /** How often a clock that is not believed is named in the log, milliseconds. */
    private static final long REMIND = 60_000;

    private final BeatClock clock;
    private final LongSupplier steady;
    private final TopologyObserver observer;
    private final Map<Integer, Long> watermarks = new HashMap<>();
    private long lastBeat;
    private long heardAt;
    private long askedAt;
    private long saidAt;
    private Trust said = Trust.AWAITED;

    /**
     * @param lastBeat time of the last beat of whichever instance, epoch milliseconds
     * @param steady a clock that only goes forward, milliseconds
     */
    WallClock(long lastBeat, LongSupplier steady, TopologyObserver observer) {
        this.clock = new BeatClock(lastBeat);
        this.steady = steady;
        this.observer = observer;
        this.lastBeat = Long.MIN_VALUE;
        this.heardAt = steady.getAsLong() - ASK_AFTER;
        this.askedAt = steady.getAsLong() - ASK_AGAIN;
    }

    /** A record was read that a broker appended then; {@link AppendTimes#NONE} when it gives no time. */
    void appended(long time) {
        heardAt = steady.getAsLong();
        clock.appended(heardAt, time);
    }

    /** A report tells up to when its task has seen events. */
    void reported(PoolReport report) {
        watermarks.put(report.getTask(), report.getWatermark());
        long[] sorted =
                watermarks.values().stream().mapToLong(Long::longValue).sorted().toArray();
        clock.events(steady.getAsLong(), sorted[(sorted.length - 1) / 2]);
    }

    /**
     * The time that a beat would have now.
     *
     * @param own this instance's clock, epoch milliseconds
     */
    Reading read(long own) {
        Reading reading = clock.read(steady.getAsLong(), own);
        tell(reading);
        return reading;
    }

    /** Whether the brokers' time is to be asked for; true once for each time to ask. */
    boolean isToAsk() {
        long now = steady.getAsLong();
        boolean due = now - heardAt >= ASK_AFTER && now - askedAt >= ASK_AGAIN;
        askedAt = due ? now : askedAt;
        return due;
    }

    /** Milliseconds since the last beat of this process's life; many when there was none. */
    long sinceBeat() {
        return lastBeat == Long.MIN_VALUE ? ASK_AFTER : steady.getAsLong() - lastBeat;
    }

    /** Whether no beat was sent in this process's life. */
    boolean isFirst() {
        return lastBeat == Long.MIN_VALUE;
    }

    void sentBeat() {
        lastBeat = steady.getAsLong();
    }

    private void tell(Reading reading) {
        observer.clock(reading.trust() == Trust.DISTRUSTED, reading.skew());
        boolean remind = reading.trust() == Trust.DISTRUSTED && steady.getAsLong() - saidAt >= REMIND;
        if (reading.trust() == said && !remind) {
            return;
        }
        if (reading.trust() == Trust.DISTRUSTED) {
            LOG.error(
                    LogEvents.CLOCK_DISTRUSTED,
                    "This host's clock is {} ms ahead of the brokers' and events' (behind when negative): beats follow these;"
                            + " set the host's clock, by NTP for example",
                    reading.skew());
        } else if (said == Trust.DISTRUSTED) {
            LOG.info(LogEvents.CLOCK_CONFIRMED, "This host's clock is confirmed again");
        } else if (reading.trust() == Trust.UNCONFIRMED) {
            LOG.warn(
                    LogEvents.CLOCK_UNCONFIRMED,
                    "This host's clock cannot be compared with the brokers': set message.timestamp.type=LogAppendTime"
                            + " on the topics pool-reports and controls, or a wrong clock makes events late");
        }
        said = reading.trust();
        saidAt = steady.getAsLong();
    }
}
