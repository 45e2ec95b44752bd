package io.tributary.domain.metric;

import io.tributary.domain.Interned;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A merchant's memberships over time, so that a late event and a refund are counted under what was true when it happened. Immutable, and
 * one object for all merchants of whom the same is true: most were never in a programme, many joined at the same beat.
 *
 * <p>What ended before anything that is still counted is dropped at the next change. Of a merchant that comes and goes very often only the
 * last {@value #MOST_EARLIER} are known.
 */
public final class Memberships {
    /** Never in a programme. */
    public static final Memberships NEVER = new Memberships(List.of(), Long.MIN_VALUE, Membership.NONE);

    private static final int MOST_EARLIER = 32;
    private static final Interned<Memberships> KNOWN = new Interned<>();

    /** In the order of time; each begins where the one before ends. */
    private final List<Earlier> earlier;

    private final long from;
    private final long until;
    private final Membership current;

    /**
     * One that is over.
     *
     * @param end first moment after it, epoch milliseconds
     */
    record Earlier(Membership membership, long end) {}

    private Memberships(List<Earlier> earlier, long from, Membership current) {
        this.earlier = earlier;
        this.from = from;
        this.until = current.endsAt();
        this.current = current;
    }

    private static Memberships of(List<Earlier> earlier, long from, Membership current) {
        boolean never = earlier.isEmpty() && current.isEmpty();
        return never ? NEVER : KNOWN.of(new Memberships(earlier, from, current));
    }

    /** The one that holds now; a programme in it may have ended. */
    public Membership current() {
        return current;
    }

    /** Whether what holds at a time is {@link #current}. */
    boolean isCurrent(long time) {
        return time >= from && time < until;
    }

    /** What was true at a time, epoch milliseconds. */
    Membership at(long time) {
        return isCurrent(time) ? current : other(time);
    }

    private Membership other(long time) {
        if (time >= from) {
            return current.at(time);
        }
        for (Earlier each : earlier) {
            if (time < each.end) {
                return each.membership.at(time);
            }
        }
        throw new AssertionError("the last one ends where the current one begins");
    }

    /**
     * With another one.
     *
     * @param time from which it holds, epoch milliseconds
     * @param oldest nobody asks for a time before this one any more
     */
    public Memberships changed(long time, Membership now, long oldest) {
        if (time <= from) {
            return of(earlier, from, now);
        }
        List<Earlier> kept = new ArrayList<>(earlier);
        kept.add(new Earlier(current, time));
        kept.removeIf(each -> each.end <= oldest);
        if (kept.isEmpty()) {
            return of(List.of(), Long.MIN_VALUE, now);
        }
        int surplus = Math.max(0, kept.size() - MOST_EARLIER);
        return of(List.copyOf(kept.subList(surplus, kept.size())), time, now);
    }

    /** Those before the current one, in the order of time. */
    List<Earlier> earlier() {
        return earlier;
    }

    /** Takes back what {@link #earlier} and {@link #current} gave. */
    static Memberships restored(List<Earlier> earlier, Membership current) {
        long from = earlier.isEmpty() ? Long.MIN_VALUE : earlier.get(earlier.size() - 1).end;
        return of(List.copyOf(earlier), from, current);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Memberships memberships
                && from == memberships.from
                && current == memberships.current
                && earlier.equals(memberships.earlier);
    }

    @Override
    public int hashCode() {
        return Objects.hash(earlier, from, current);
    }
}
