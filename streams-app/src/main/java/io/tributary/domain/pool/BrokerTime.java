package io.tributary.domain.pool;

import io.tributary.domain.pool.BrokerClock.Answer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * The brokers' clock as their acknowledgements tell it. A broker appends a record after it was sent and before it is acknowledged:
 *
 * <pre>
 *   clock that only goes forward ──── sent ────────────────── acknowledged ───>
 *   the brokers' clock           ───────────── appended ──────────────────────>
 *
 *   appended - acknowledged  &lt;=  brokers' clock less that clock  &lt;=  appended - sent
 * </pre>
 *
 * <p>So whatever takes long widens the bounds, and never makes them wrong. Those of the last minute hold together; that they contradict
 * each other shows that a broker's clock was set, or that another broker with another clock leads the topic: then the newest alone count.
 * Not thread-safe.
 */
public final class BrokerTime {
    /** How long an answer counts, milliseconds; in so long two clocks drift apart by a few milliseconds at most. */
    public static final long MEMORY = 60_000;

    /** Answers of so long are kept as one, milliseconds: there may be hundreds a second. */
    private static final long SLOT = MEMORY / 20;

    private final Deque<Slot> slots = new ArrayDeque<>();
    private long answeredAt = Long.MIN_VALUE;
    private long withoutTimeAt = Long.MIN_VALUE;

    private record Slot(long since, BrokerBounds bounds) {}

    /**
     * A record was acknowledged.
     *
     * @param sent by the clock that only goes forward, milliseconds
     * @param acknowledged by the same clock, not before any earlier call's
     * @param appended the brokers' time, epoch milliseconds
     */
    public void appended(long sent, long acknowledged, long appended) {
        // Each of the three is cut off to a whole millisecond.
        BrokerBounds bounds = new BrokerBounds(appended - acknowledged - 1, appended - sent + 1);
        forget(acknowledged);
        BrokerBounds known = known();
        if (known != null && known.contradict(bounds)) {
            slots.clear();
        }
        Slot last = slots.peekLast();
        if (last == null || acknowledged - last.since >= SLOT) {
            slots.addLast(new Slot(acknowledged, bounds));
        } else {
            slots.removeLast();
            slots.addLast(new Slot(last.since, last.bounds.and(bounds)));
        }
        answeredAt = acknowledged;
    }

    /** A record was acknowledged then, with the time that it was sent with. */
    public void appendedWithoutTime(long acknowledged) {
        withoutTimeAt = acknowledged;
    }

    /** What was heard within {@link #MEMORY}. */
    public Optional<Answer> answer(long steady) {
        forget(steady);
        if (!slots.isEmpty()) {
            return Optional.of(new Answer(answeredAt, known()));
        }
        boolean answered = withoutTimeAt != Long.MIN_VALUE && steady - withoutTimeAt <= MEMORY;
        return answered ? Optional.of(new Answer(withoutTimeAt, null)) : Optional.empty();
    }

    private void forget(long steady) {
        while (!slots.isEmpty() && steady - slots.peekFirst().since > MEMORY) {
            slots.removeFirst();
        }
    }

    /** Null when nothing is. */
    private BrokerBounds known() {
        return slots.stream().map(Slot::bounds).reduce(BrokerBounds::and).orElse(null);
    }
}
