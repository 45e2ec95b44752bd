package io.tributary.domain.metric;

import io.tributary.domain.Arm;
import io.tributary.domain.Surface;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One merchant's metric windows by event time: published PROVISIONAL at their end, FINAL after grace, RESTATED when
 * something changes them later. Minutes and hours are dropped once final, days are kept to be restated by refunds.
 *
 * <p>An event is counted in its minute only, as long as that minute is open; at its end the minute's counts go into the hour and
 * the day. So an event touches one cell, and what a commit writes of a busy merchant is its {@link OpenMinutes}; all other windows, the
 * minutes that wait for their grace to end among them, are written when one of them changes.
 */
public final class MetricWindows extends OpenMinutes {
    /** Closed minutes that hold other memberships are not made beyond these: events dated ahead could make thousands. */
    private static final int MOST_MINUTES = 256;

    /** Those that are not open. */
    private MetricWindow[] minutes = WindowArrays.NONE;

    private MetricWindow[] hours = WindowArrays.NONE;
    private MetricWindow[] days = WindowArrays.NONE;
    private Memberships memberships = Memberships.NEVER;
    private boolean closedChanged;

    /** Where published rows go. */
    @FunctionalInterface
    public interface Sink {
        void row(MetricWindow window, Cell cell, WindowStatus status);
    }

    /** How a record is counted. Times are event times, epoch milliseconds. */
    public record Clock(DayCalendar calendar, long serviceTime, long graceMillis, long restateMillis) {
        /** Whether a record of this time comes after the grace of its minute. */
        public boolean isLate(long time) {
            return calendar.minuteEnd(time) + graceMillis <= serviceTime;
        }

        boolean keeps(WindowSize size, long end) {
            return serviceTime < end + (size == WindowSize.DAY ? restateMillis : graceMillis);
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
        closedChanged = true;
    }

    /**
     * Counts an impression that nobody is charged for where its minute is open or none of it is known yet, in which case nothing but that
     * minute changes.
     *
     * @param late whether it came after the grace of its minute
     * @return whether it is counted
     */
    public boolean countIfOpen(
            Clock clock, long time, Surface surface, Arm arm, boolean exposed, boolean invalid, boolean late) {
        int cell = openCell(clock, time, surface, arm);
        if (cell >= 0) {
            impression(cell, exposed, invalid, late);
        }
        return cell >= 0;
    }

    /**
     * Counts once more what {@link #countIfOpen} has counted, which these windows do not know of.
     *
     * @return whether it is counted; not when they have gone beyond it
     */
    public boolean countAgain(long time, Surface surface, Arm arm, boolean exposed, boolean invalid, boolean late) {
        int known = find(time, surface, arm);
        int cell = known >= 0 ? known : openCell(time, surface, arm, true);
        if (cell >= 0) {
            impression(cell, exposed, invalid, late);
        }
        return cell >= 0;
    }

    /**
     * @param chargedTo the programme that is charged for it, or null
     * @param late whether it came after the grace of its minute
     */
    public void impression(
            Clock clock,
            long time,
            Surface surface,
            Arm arm,
            boolean exposed,
            boolean invalid,
            String chargedTo,
            boolean late) {
        int open = openCell(clock, time, surface, arm);
        if (open < 0) {
            each(clock, time, surface, arm, cell -> cell.impression(exposed, invalid, chargedTo, late));
            return;
        }
        impression(open, exposed, invalid, late);
        if (chargedTo != null) {
            charge(open, chargedTo);
        }
    }

    /**
     * @return whether it is counted in an open minute, and nothing but that has changed
     */
    public boolean placed(Clock clock, long time, Surface surface, Arm arm) {
        return sold(clock, time, surface, arm, false, sales -> sales.placed++);
    }

    /**
     * @param amount paid, minor units of the currency
     * @return as for {@link #placed}
     */
    public boolean paid(Clock clock, long time, Surface surface, Arm arm, int quantity, String currency, long amount) {
        boolean late = clock.isLate(time);
        return sold(clock, time, surface, arm, late, sales -> sales.paid(quantity, currency, amount));
    }

    /**
     * Turns a paid line back in the windows it was counted in, as far as they are kept.
     *
     * @param paidAt its payment
     * @param lines 1 for a line that is turned back, 0 when only more of its money is
     * @param amount turned back, minor units of the payment's currency
     * @return as for {@link #placed}
     */
    public boolean refunded(
            Clock clock, long paidAt, Surface surface, Arm arm, int lines, String currency, long amount) {
        return sold(clock, paidAt, surface, arm, false, sales -> sales.refunded(lines, currency, amount));
    }

    private boolean sold(Clock clock, long time, Surface surface, Arm arm, boolean late, Consumer<Sales> change) {
        int open = openCell(clock, time, surface, arm);
        if (open >= 0) {
            late(open, late);
            change.accept(sales(open));
        } else {
            each(clock, time, surface, arm, cell -> cell.sold(late, change));
        }
        return open >= 0;
    }

    /** The cell of an open minute to count in, or -1 when its minute is not open any more, or of other memberships. */
    private int openCell(Clock clock, long time, Surface surface, Arm arm) {
        if (!memberships.isCurrent(time)) {
            return -1;
        }
        int known = find(time, surface, arm);
        return known >= 0 || isFull()
                ? known
                : openCell(time, surface, arm, clock.keeps(WindowSize.MINUTE, clock.calendar.minuteEnd(time)));
    }

    private int openCell(long time, Surface surface, Arm arm, boolean kept) {
        boolean isOpen = isOpen(time) || kept && WindowArrays.at(minutes, time) == null;
        return isOpen ? open(time, surface, arm) : -1;
    }

    /** Changes every window that is kept: the minute is not open any more, or holds other memberships. */
    private void each(Clock clock, long time, Surface surface, Arm arm, Consumer<Cell> change) {
        boolean current = memberships.isCurrent(time);
        if (!current && isOpen(time)) {
            close(time, clock.calendar);
        }
        Membership membership = memberships.at(time);
        for (WindowSize size : WindowSize.values()) {
            boolean opens = size != WindowSize.MINUTE || !current && minutes.length < MOST_MINUTES;
            MetricWindow window = opens ? window(clock, size, time) : WindowArrays.at(windows(size), time);
            if (window != null) {
                change.accept(window.cell(surface, membership, arm));
            }
        }
        closedChanged = true;
    }

    /** Takes the minute's counts into hour and day. They were in time when they came, however late the beat is. */
    private void fold(MetricWindow minute, DayCalendar calendar) {
        MetricWindow hour = windowOrNew(calendar, WindowSize.HOUR, minute.start());
        MetricWindow day = windowOrNew(calendar, WindowSize.DAY, minute.start());
        for (Cell cell : minute.cells()) {
            hour.cell(cell.surface(), cell.membership(), cell.arm()).add(cell);
            day.cell(cell.surface(), cell.membership(), cell.arm()).add(cell);
        }
        closedChanged = true;
    }

    /** Closes the open minute that holds a time. */
    private void close(long time, DayCalendar calendar) {
        MetricWindow minute = close(time, memberships.current());
        fold(minute, calendar);
        minutes = WindowArrays.with(minutes, minute);
    }

    /** Publishes what is due and drops what is settled. */
    public void advance(Clock clock, Sink sink) {
        while (clock.serviceTime >= firstEnd()) {
            close(firstEnd() - 1, clock.calendar);
        }
        minutes = advance(minutes, clock, sink);
        hours = advance(hours, clock, sink);
        days = advance(days, clock, sink);
    }

    private MetricWindow[] advance(MetricWindow[] windows, Clock clock, Sink sink) {
        for (MetricWindow window : windows) {
            closedChanged |= publish(window, clock, sink);
        }
        MetricWindow[] kept = WindowArrays.kept(windows, clock);
        closedChanged |= kept != windows;
        return kept;
    }

    private static boolean publish(MetricWindow window, Clock clock, Sink sink) {
        if (window.status != WindowStatus.FINAL && clock.serviceTime >= window.end() + clock.graceMillis) {
            window.status = WindowStatus.FINAL;
            return emit(window, WindowStatus.FINAL, true, sink);
        } else if (window.isOpen() && clock.serviceTime >= window.end()) {
            window.status = WindowStatus.PROVISIONAL;
            return emit(window, WindowStatus.PROVISIONAL, true, sink);
        }
        return window.status == WindowStatus.FINAL && emit(window, WindowStatus.RESTATED, false, sink);
    }

    private static boolean emit(MetricWindow window, WindowStatus status, boolean unchangedToo, Sink sink) {
        boolean any = unchangedToo;
        for (Cell cell : window.cells()) {
            if (unchangedToo || cell.changed) {
                any = true;
                cell.changed = false;
                cell.revision++;
                sink.row(window, cell, status);
            }
        }
        return any;
    }

    /** The service time at which {@link #advance} next has something to do; {@link Long#MAX_VALUE} when never. */
    public long dueAt(long graceMillis, long restateMillis) {
        long due = firstEnd();
        due = Math.min(due, WindowArrays.dueAt(minutes, graceMillis, restateMillis));
        due = Math.min(due, WindowArrays.dueAt(hours, graceMillis, restateMillis));
        return Math.min(due, WindowArrays.dueAt(days, graceMillis, restateMillis));
    }

    public boolean isEmpty() {
        return firstEnd() == Long.MAX_VALUE && minutes.length + hours.length + days.length == 0;
    }

    /** Not an open minute; null when it is not kept any more. */
    private MetricWindow window(Clock clock, WindowSize size, long time) {
        MetricWindow known = WindowArrays.at(windows(size), time);
        if (known != null) {
            return known;
        }
        boolean kept = clock.keeps(size, clock.calendar.end(size, time));
        return kept ? windowOrNew(clock.calendar, size, time) : null;
    }

    private MetricWindow windowOrNew(DayCalendar calendar, WindowSize size, long time) {
        MetricWindow known = WindowArrays.at(windows(size), time);
        if (known != null) {
            return known;
        }
        MetricWindow window = new MetricWindow(size, calendar.start(size, time), calendar.end(size, time));
        MetricWindow[] more = WindowArrays.with(windows(size), window);
        switch (size) {
            case MINUTE -> minutes = more;
            case HOUR -> hours = more;
            case DAY -> days = more;
        }
        return window;
    }

    private MetricWindow[] windows(WindowSize size) {
        return switch (size) {
            case MINUTE -> minutes;
            case HOUR -> hours;
            case DAY -> days;
        };
    }

    /** Whether any window that is not an open minute changed since they were last written. */
    public boolean isClosedChanged() {
        return closedChanged;
    }

    /** Writes minutes that are not open, hours and days, and in which programmes the merchant was when. */
    public void writeClosed(StateWriter writer) {
        memberships.write(writer);
        List<Membership> known = new ArrayList<>();
        for (WindowSize size : WindowSize.values()) {
            WindowArrays.memberships(windows(size), known);
        }
        writer.writeInt(known.size());
        known.forEach(each -> each.write(writer));
        for (WindowSize size : WindowSize.values()) {
            WindowArrays.write(windows(size), writer, known);
        }
        closedChanged = false;
    }

    /** Takes back what {@link #writeClosed} wrote. */
    public void readClosed(StateReader reader) {
        memberships = Memberships.read(reader);
        List<Membership> known = new ArrayList<>();
        for (int count = reader.readInt(); count > 0; count--) {
            known.add(Membership.read(reader));
        }
        minutes = WindowArrays.read(minutes, reader, known);
        hours = WindowArrays.read(hours, reader, known);
        days = WindowArrays.read(days, reader, known);
    }
}
