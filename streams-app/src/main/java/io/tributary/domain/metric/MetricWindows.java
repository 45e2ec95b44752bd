package io.tributary.domain.metric;

import io.tributary.domain.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One merchant's metric windows by event time: published PROVISIONAL at their end, FINAL after grace, RESTATED when
 * something changes them later. What is final leaves, minutes for good, hours and days for {@link SettledWindows}.
 *
 * <p>An event is counted in its minute only, as long as that minute is open; at its end the minute's counts go into the hour and
 * the day. So an event changes one cell, and what a commit writes of a busy merchant is its {@link OpenMinutes}; all other windows, the
 * minutes that wait for their grace to end among them, are written when one of them changes.
 */
public final class MetricWindows extends ClosedWindows {
    /** Closed minutes that hold other memberships are not made beyond these: events dated ahead could make thousands. */
    private static final int MOST_MINUTES = 256;

    private Memberships memberships = Memberships.NEVER;

    /** Where published rows go. */
    @FunctionalInterface
    public interface Sink {
        void row(MetricWindow window, Cell cell, WindowStatus status);
    }

    /**
     * How a record is counted. Times are event times, epoch milliseconds.
     *
     * @param graceMillis windows are final this long after their end
     * @param restateMillis the correction horizon: hours and days are restated until this long after the end of their day
     */
    public record Clock(DayCalendar calendar, long serviceTime, long graceMillis, long restateMillis) {
        /** Whether a record of this time comes after the grace of its minute. */
        public boolean isLate(long time) {
            return calendar.minuteEnd(time) + graceMillis <= serviceTime;
        }

        /** Whether hour and day of a time can be restated no more. */
        public boolean isBeyondHorizon(long time) {
            return serviceTime >= calendar.end(WindowSize.DAY, time) + restateMillis;
        }

        /** Whether a window of this size that holds a time can still be counted in. */
        boolean keeps(WindowSize size, long time) {
            return size == WindowSize.MINUTE ? !isLate(time) : !isBeyondHorizon(time);
        }

        /** Whether a window of this size that holds a time may have left for {@link SettledWindows}. */
        boolean isFinal(WindowSize size, long time) {
            return serviceTime >= calendar.end(size, time) + graceMillis;
        }
    }

    /** The programmes that the merchant is in. */
    public Memberships memberships() {
        return memberships;
    }

    /** The programmes that it was in at a time, epoch milliseconds. */
    public Membership membership(long time) {
        return memberships.at(time);
    }

    /** Takes over in which programmes the merchant is from now on. What is counted in open minutes was counted before. */
    public void memberships(DayCalendar calendar, Memberships now) {
        while (firstEnd() < Long.MAX_VALUE) {
            close(firstEnd() - 1, calendar);
        }
        memberships = now;
        closedChanged();
    }

    /**
     * Counts an impression that nobody is charged for where its minute is open or none of it is known yet, in which case nothing but that
     * minute changes.
     *
     * @param dimensions {@link Dimensions}
     * @param measures those that it counts for, a bit of each {@link Measure}
     * @return whether it is counted
     */
    public boolean countIfOpen(Clock clock, long time, int dimensions, int measures) {
        int cell = openCell(clock, time, dimensions, measures);
        if (cell >= 0) {
            count(cell, measures, null);
        }
        return cell >= 0;
    }

    /**
     * Counts once more what {@link #countIfOpen} has counted, which these windows do not know of.
     *
     * @return whether it is counted; not when they have gone beyond it
     */
    public boolean countAgain(long time, int dimensions, int measures) {
        int known = find(time, dimensions, measures);
        int cell = known >= 0 ? known : newCell(time, dimensions, measures, true);
        if (cell >= 0) {
            count(cell, measures, null);
        }
        return cell >= 0;
    }

    /** Counts places that an impression was moved down by, after the impression: in the same cells. */
    public void displaced(Clock clock, long time, int dimensions, int places) {
        int open = openCell(clock, time, dimensions, Measure.DISPLACED.bit());
        if (open >= 0) {
            displace(open, places);
        } else {
            each(clock, time, dimensions, cell -> cell.displace(places));
        }
    }

    /** Counts once more what {@link #displaced} has counted in a minute that was open, after the impression. */
    public void displacedAgain(long time, int dimensions, int places) {
        displace(find(time, dimensions, Measure.DISPLACED.bit()), places);
    }

    /**
     * Counts an impression.
     *
     * @param dimensions {@link Dimensions}
     * @param shown what it counts for beside {@link Measure#CHARGED}, a bit of each {@link Measure}
     * @param chargedTo the programme that is charged for it, or null
     */
    public void impression(Clock clock, long time, int dimensions, int shown, String chargedTo) {
        int measures = shown | Measure.CHARGED.bitIf(chargedTo != null);
        int open = openCell(clock, time, dimensions, measures);
        if (open >= 0) {
            count(open, measures, chargedTo);
        } else {
            each(clock, time, dimensions, cell -> cell.add(measures, chargedTo));
        }
    }

    /**
     * Takes back what was counted of a time, and counts something else of it, in all its windows that are kept.
     *
     * @return whether it was counted; if not, nothing has changed
     */
    public boolean correct(long time, int dimensions, Correction correction) {
        int open = memberships.isCurrent(time) ? find(time, dimensions, correction.measures()) : -1;
        if (open >= 0 && fits(open, correction)) {
            correct(open, correction);
            return true;
        }
        Membership membership = memberships.at(time);
        boolean isKnown = fitsClosed(time, dimensions, membership, correction);
        if (isKnown) {
            correctClosed(time, dimensions, membership, correction);
        }
        return isKnown;
    }

    /**
     * Counts an order line that is placed.
     *
     * @return whether it is counted in an open minute, and nothing but that has changed
     */
    public boolean placed(Clock clock, long time, int dimensions) {
        return sold(clock, time, dimensions, SaleEvent.placed());
    }

    /**
     * Counts an order line that is paid.
     *
     * @param quantity units, at least 1
     * @param amount paid, minor units of the currency
     * @return as for {@link #placed}
     */
    public boolean paid(Clock clock, long time, int dimensions, int quantity, String currency, long amount) {
        return sold(clock, time, dimensions, SaleEvent.paid(clock.isLate(time), quantity, currency, amount));
    }

    /**
     * Turns a paid line back in the windows it was counted in, as far as they are kept.
     *
     * @param paidAt its payment
     * @param whole whether the line is turned back, and not only more of its money
     * @param amount turned back, minor units of the payment's currency
     * @return as for {@link #placed}
     */
    public boolean refunded(Clock clock, long paidAt, int dimensions, boolean whole, String currency, long amount) {
        return sold(clock, paidAt, dimensions, SaleEvent.refunded(whole, currency, amount));
    }

    /**
     * Counts that a paid line is turned back, in the windows in which that happened.
     *
     * @param time at which it happened
     * @param whole and what follows: as for {@link #refunded}
     * @return as for {@link #placed}
     */
    public boolean refundedInWindow(
            Clock clock, long time, int dimensions, boolean whole, String currency, long amount) {
        return sold(clock, time, dimensions, SaleEvent.refundedInWindow(whole, currency, amount));
    }

    /**
     * Counts an order line that is cancelled.
     *
     * @return as for {@link #placed}
     */
    public boolean cancelled(Clock clock, long time, int dimensions) {
        return sold(clock, time, dimensions, SaleEvent.cancelled());
    }

    private boolean sold(Clock clock, long time, int dimensions, SaleEvent sale) {
        int open = openCell(clock, time, dimensions, sale.measures() | Measure.UNITS.bitIf(sale.units() > 0));
        if (open >= 0 && hasRoom(open, sale)) {
            count(open, sale);
            return true;
        }
        if (open >= 0) {
            close(time, clock.calendar);
        }
        each(clock, time, dimensions, cell -> cell.add(sale));
        return false;
    }

    /**
     * The cell of an open minute to count in, with room for these measures; -1 when its minute is not open any more, or of other
     * memberships.
     */
    private int openCell(Clock clock, long time, int dimensions, int measures) {
        if (!memberships.isCurrent(time)) {
            return -1;
        }
        int known = find(time, dimensions, measures);
        if (known >= 0 || isFull()) {
            return known;
        }
        boolean kept = clock.keeps(WindowSize.MINUTE, time);
        return newCell(time, dimensions, measures, kept);
    }

    private int newCell(long time, int dimensions, int measures, boolean kept) {
        boolean isOpen = isOpen(time) || kept && !hasMinute(time);
        return isOpen ? open(time, dimensions, measures) : -1;
    }

    /** Changes every window that is kept: the minute is not open any more, or holds other memberships. */
    private void each(Clock clock, long time, int dimensions, Consumer<Cell> change) {
        boolean current = memberships.isCurrent(time);
        if (!current && isOpen(time)) {
            close(time, clock.calendar);
        }
        boolean newMinute = !current && minutes() < MOST_MINUTES;
        each(clock, time, dimensions, memberships.at(time), newMinute, change);
    }

    private void close(long time, DayCalendar calendar) {
        close(time, memberships.current(), calendar);
    }

    /**
     * Has hour and day of a time back where they have left, so that what comes so late can be counted in them. Most events are not late: for
     * these it does nothing.
     *
     * @param merchantId whose windows these are
     */
    public void hydrate(Clock clock, String merchantId, long time, SettledWindows settled) {
        if (!clock.isLate(time) || clock.isBeyondHorizon(time)) {
            return;
        }
        hydrate(clock, merchantId, WindowSize.HOUR, time, settled);
        hydrate(clock, merchantId, WindowSize.DAY, time, settled);
    }

    private void hydrate(Clock clock, String merchantId, WindowSize size, long time, SettledWindows settled) {
        if (!has(size, time) && clock.isFinal(size, time)) {
            WindowsSnapshot known = settled.find(SettledWindows.Key.of(clock.calendar, merchantId, size, time));
            if (known != null) {
                hydrate(known);
            }
        }
    }

    /**
     * Publishes what is due, and lets go of what is final.
     *
     * @param settled takes the hours and days that are, each time that they are published and can still be restated
     */
    public void advance(Clock clock, Sink sink, Consumer<MetricWindow> settled) {
        while (clock.serviceTime >= firstEnd()) {
            close(firstEnd() - 1, clock.calendar);
        }
        publish(clock, sink, settled);
    }

    /**
     * The service time at which {@link #advance} next has something to do; {@link Long#MAX_VALUE} when never.
     *
     * @param corrections for windows that hold nothing but corrections counted where they happened, or for all others
     */
    public long dueAt(long graceMillis, boolean corrections) {
        return Math.min(firstEnd(corrections), closedDueAt(graceMillis, corrections));
    }

    /**
     * What is to be stored of minutes that are not open, hours and days, and of the programmes the merchant was in.
     *
     * @param writer to write cells with
     */
    public WindowsSnapshot closed(StateWriter writer) {
        List<Membership> known = new ArrayList<>();
        List<WindowsSnapshot.Window> windows = windowSnapshots(known, writer);
        List<WindowsSnapshot.Earlier> earlier = new ArrayList<>();
        for (Memberships.Earlier each : memberships.earlier()) {
            earlier.add(new WindowsSnapshot.Earlier(place(known, each.membership()), each.end()));
        }
        int current = place(known, memberships.current());
        return new WindowsSnapshot(known, earlier, current, windows);
    }

    private static int place(List<Membership> known, Membership membership) {
        if (!known.contains(membership)) {
            known.add(membership);
        }
        return known.indexOf(membership);
    }

    /** Takes back what {@link #closed} gave. */
    public void restore(WindowsSnapshot snapshot) {
        List<Membership> known = snapshot.memberships();
        List<Memberships.Earlier> earlier = new ArrayList<>();
        for (WindowsSnapshot.Earlier each : snapshot.earlier()) {
            earlier.add(new Memberships.Earlier(known.get(each.membership()), each.end()));
        }
        memberships = Memberships.restored(earlier, known.get(snapshot.current()));
        restore(snapshot.windows(), known);
    }
}
