package io.tributary.topology.pool;

import io.tributary.domain.pool.BeatClock;
import io.tributary.domain.pool.BeatClock.Reading;
import io.tributary.domain.pool.BeatClock.Trust;
import io.tributary.domain.pool.BrokerClock;
import io.tributary.pool.v1.PoolReport;
import io.tributary.text.LogEvents;
import io.tributary.topology.TopologyObserver;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The clock of a running service: {@link BeatClock} with what brokers and tasks tell, and an alarm when it is not believed. */
final class WallClock {
    private static final Logger LOG = LoggerFactory.getLogger(WallClock.class);
    /** No broker has answered for so long: a record of the pool's own asks for their time, milliseconds. */
    private static final long ASK_AFTER = 20_000;
    /** So long an answer is waited for, milliseconds. */
    private static final long ASK_AGAIN = 1_000;
    /** Longer than beats are apart, milliseconds. */
    private static final long NEVER = 3_600_000;
    /** How often a clock that is not believed is named in the log, milliseconds. */
    private static final long REMIND = 60_000;

    private final BeatClock clock;
    private final BrokerClock brokers;
    private final TopologyObserver observer;
    private final Map<Integer, Long> watermarks = new HashMap<>();
    private long lastBeat;
    private long askedAt;
    private long saidAt;
    private Trust said = Trust.AWAITED;

    /**
     * @param lastBeat time of the last beat of whichever instance, epoch milliseconds
     */
    WallClock(long lastBeat, BrokerClock brokers, TopologyObserver observer) {
        this.clock = new BeatClock(lastBeat);
        this.brokers = brokers;
        this.observer = observer;
        this.lastBeat = Long.MIN_VALUE;
        this.askedAt = brokers.steady() - ASK_AGAIN;
    }

    /** A report tells up to when its task has seen events. */
    void reported(PoolReport report) {
        watermarks.put(report.getTask(), report.getWatermark());
        long[] sorted =
                watermarks.values().stream().mapToLong(Long::longValue).sorted().toArray();
        clock.events(brokers.steady(), sorted[(sorted.length - 1) / 2]);
    }

    /**
     * The time that a beat would have now.
     *
     * @param own this instance's clock, epoch milliseconds
     */
    Reading read(long own) {
        brokers.answer().ifPresent(clock::answered);
        Reading reading = clock.read(brokers.steady(), own);
        tell(reading);
        return reading;
    }

    /** Whether the brokers' time is to be asked for; true once for each time to ask. */
    boolean isToAsk() {
        long now = brokers.steady();
        boolean silent =
                brokers.answer().map(answer -> now - answer.at() >= ASK_AFTER).orElse(true);
        boolean due = silent && now - askedAt >= ASK_AGAIN;
        askedAt = due ? now : askedAt;
        return due;
    }

    /** Milliseconds since the last beat of this process's life; many when there was none. */
    long sinceBeat() {
        return lastBeat == Long.MIN_VALUE ? NEVER : brokers.steady() - lastBeat;
    }

    /** Whether no beat was sent in this process's life. */
    boolean isFirst() {
        return lastBeat == Long.MIN_VALUE;
    }

    void sentBeat() {
        lastBeat = brokers.steady();
    }

    private void tell(Reading reading) {
        observer.clock(reading.trust() == Trust.DISTRUSTED);
        boolean remind = reading.trust() == Trust.DISTRUSTED && brokers.steady() - saidAt >= REMIND;
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
        saidAt = brokers.steady();
    }
}
