package io.tributary.domain.pool;

import io.tributary.domain.pool.BrokerClock.Answer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The time of beats: this instance's clock, as long as others confirm it.
 *
 * <p>Others are the brokers, which put their own time on what this process appends ({@link BrokerTime}), and the merchants' events, of
 * which each task reports the latest; the median over tasks counts, so that no merchant and no task moves it. What they say is held
 * against a clock that only goes forward, so that a clock that is set while the service runs changes nothing. That answers are late
 * changes nothing either: a clock is wrong when it is for sure.
 *
 * <pre>
 *                                own clock ──┐
 *   nothing heard yet: AWAITED               │ apart by more than {@link #TOLERANCE}, for sure
 *        │ brokers answer                    v
 *        ├───────────────> TRUSTED ────> DISTRUSTED     beats follow the brokers, unless events that come in
 *        │                    ^               │         as time passes are nearer to the own clock
 *        │                    └───────────────┘ close again
 *        └─ the brokers give no time ─> UNCONFIRMED     beats follow the own clock
 * </pre>
 *
 * <p>Bounds: a beat is at most {@link #TOLERANCE} ahead of what brokers may have said, and beats never fall. So when an instance with a
 * wrong clock becomes the pool its beats are right from the first one on, and after any instance with a right clock has taken over
 * beats are right within {@link #HEALED} of the first confirmation. Not thread-safe.
 */
public final class BeatClock {
    /** A clock this near to what others confirm is believed, milliseconds. */
    public static final long TOLERANCE = 2_000;
    /** A wrong clock is found out, and beat time is right again, within this time of the first confirmation, milliseconds. */
    public static final long HEALED = 10_000;
    /** How long events count: the least delayed of these says most. */
    private static final long MEMORY = 5_000;
    /** Beats do not wait longer than this for the first confirmation, milliseconds. */
    private static final long PATIENCE = 10_000;

    /** No event is later, epoch milliseconds: the year 2200. */
    private static final long END_OF_TIME = 7_258_118_400_000L;

    /** Events speak for the own clock when they are so many times nearer to it. */
    private static final long NEARER = 10;

    /** Whom beats follow. */
    public enum Trust {
        /** No broker has answered yet, so it is not known whether the clock is right. */
        AWAITED,
        /** The own clock, which others confirm. */
        TRUSTED,
        /** Others: the own clock is wrong. */
        DISTRUSTED,
        /** The own clock, which the brokers cannot confirm. */
        UNCONFIRMED
    }

    /**
     * What the clock says.
     *
     * @param time of a beat now, epoch milliseconds; not before the last one's
     * @param skew own clock less the brokers', as far as it is sure, milliseconds; 0 where these give no time
     */
    public record Reading(long time, Trust trust, long skew) {}

    /** A time that others gave, less the steady clock when it was heard. */
    private record Offset(long at, long offset) {}

    /** Null until brokers have given their time. */
    private BrokerBounds brokers;

    private final Deque<Offset> events = new ArrayDeque<>();
    private long begun = Long.MIN_VALUE;
    private boolean unconfirmable;
    private long last;

    /** @param lastBeat time of the last beat of whichever instance, epoch milliseconds; {@link Long#MIN_VALUE} before the first */
    public BeatClock(long lastBeat) {
        last = lastBeat;
    }

    /** What is known of the brokers' clock from now on, until they answer again. */
    public void answered(Answer answer) {
        unconfirmable = answer.bounds() == null;
        brokers = unconfirmable ? brokers : answer.bounds();
    }

    /**
     * Up to when most tasks have seen events.
     *
     * @param steady a clock that only goes forward, milliseconds
     * @param median of the tasks' latest event times, epoch milliseconds; 0 when there is none
     */
    public void events(long steady, long median) {
        if (median > 0 && median < END_OF_TIME) {
            add(events, steady, median);
        }
    }

    private static void add(Deque<Offset> heard, long steady, long time) {
        while (heard.size() > 1 && steady - heard.peekFirst().at > MEMORY) {
            heard.removeFirst();
        }
        // Ten a second at most: beats may be a few milliseconds apart.
        if (heard.isEmpty() || steady - heard.peekLast().at >= MEMORY / 50 || time - steady > heard.peekLast().offset) {
            heard.addLast(new Offset(steady, time - steady));
        }
    }

    /**
     * The time of a beat that is due.
     *
     * @param own this instance's clock, epoch milliseconds
     */
    public Reading read(long steady, long own) {
        begun = begun == Long.MIN_VALUE ? steady : begun;
        Reading reading = judge(steady, own);
        if (reading.trust != Trust.AWAITED) {
            last = reading.time;
        }
        return reading;
    }

    private Reading judge(long steady, long own) {
        if (brokers == null) {
            boolean awaited = !unconfirmable && steady - begun < PATIENCE;
            return new Reading(Math.max(last, own), awaited ? Trust.AWAITED : Trust.UNCONFIRMED, 0);
        }
        long skew = brokers.skew(steady, own);
        boolean close = Math.abs(skew) <= TOLERANCE || eventsSpeakFor(steady, own, own - skew);
        // The earliest that brokers may show: a beat that was too early is made up for by the next, and beats never
        // fall.
        long time = close ? own : brokers.least() + steady;
        return new Reading(Math.max(last, time), close ? Trust.TRUSTED : Trust.DISTRUSTED, skew);
    }

    /** Events that come as time passes say which of two clocks is wrong by far more than they are late. */
    private boolean eventsSpeakFor(long steady, long own, long others) {
        long event = event(steady);
        return event > 0 && NEARER * Math.abs(own - event) < Math.abs(others - event);
    }

    private long event(long steady) {
        return isFlowing() ? latest(events) + steady : 0;
    }

    /** Events come in as time passes: only then does their time speak of now. */
    private boolean isFlowing() {
        if (events.size() < 2) {
            return false;
        }
        Offset first = events.peekFirst();
        Offset newest = events.peekLast();
        long passed = newest.at - first.at;
        long moved = newest.offset + newest.at - first.offset - first.at;
        return passed >= MEMORY / 2 && moved >= passed / 2;
    }

    private static long latest(Deque<Offset> heard) {
        return heard.stream().mapToLong(Offset::offset).max().orElseThrow();
    }
}
