package io.tributary.domain.metric;

import io.tributary.domain.Arm;
import io.tributary.domain.Surface;
import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;

/**
 * One merchant's metric windows by event time: published PROVISIONAL at their end, FINAL after grace, RESTATED when
 * something changes them later. Minutes and hours are dropped once final, days are kept to be restated by refunds.
 *
 * <p>An event is counted in its minute only, as long as that minute is open; at its end the minute's counts go into the hour and
 * the day. So an event touches one cell, and what a commit writes of a busy merchant is its open minute; all other windows, the
 * minutes that wait for their grace to end among them, are written when one of them changes.
 */
public final class MetricWindows {
    private final List<MetricWindow> minutes = new ArrayList<>(2);
    private final List<MetricWindow> hours = new ArrayList<>(1);
    private final List<MetricWindow> days = new ArrayList<>(1);
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

        private boolean keeps(WindowSize size, long end) {
            return serviceTime < end + (size == WindowSize.DAY ? restateMillis : graceMillis);
        }
    }

    /** Reads from memory what counting will need. What it returns means nothing. */
    public int touch() {
        return minutes.isEmpty() ? 0 : minutes.get(minutes.size() - 1).touch();
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
        MetricWindow minute = window(minutes, clock, WindowSize.MINUTE, time);
        return minute != null && countIfOpen(minute, surface, arm, exposed, invalid, late);
    }

    /**
     * Counts once more what {@link #countIfOpen} has counted, which these windows do not know of.
     *
     * @return whether it is counted; not when they have gone beyond it
     */
    public boolean countAgain(
            DayCalendar calendar, long time, Surface surface, Arm arm, boolean exposed, boolean invalid, boolean late) {
        MetricWindow minute = windowOrNew(minutes, calendar, WindowSize.MINUTE, time);
        return countIfOpen(minute, surface, arm, exposed, invalid, late);
    }

    private static boolean countIfOpen(
            MetricWindow minute, Surface surface, Arm arm, boolean exposed, boolean invalid, boolean late) {
        if (minute.isOpen()) {
            minute.cell(surface, arm).impression(exposed, invalid, false, late);
        }
        return minute.isOpen();
    }

    /**
     * @param late whether it came after the grace of its minute
     */
    public void impression(
            Clock clock,
            long time,
            Surface surface,
            Arm arm,
            boolean exposed,
            boolean invalid,
            boolean charged,
            boolean late) {
        count(clock, time, surface, arm, cell -> cell.impression(exposed, invalid, charged, late));
    }

    public void placed(Clock clock, long time, Surface surface, Arm arm) {
        count(clock, time, surface, arm, cell -> cell.placed++);
    }

    /**
     * @param amount paid, minor units of the currency
     */
    public void paid(Clock clock, long time, Surface surface, Arm arm, int quantity, String currency, long amount) {
        boolean late = clock.isLate(time);
        count(clock, time, surface, arm, cell -> cell.paid(quantity, currency, amount, late));
    }

    /**
     * Turns a paid line back in the windows it was counted in, as far as they are kept.
     *
     * @param paidAt its payment
     */
    public void refunded(Clock clock, long paidAt, Surface surface, Arm arm, String currency, long amount) {
        count(clock, paidAt, surface, arm, cell -> cell.refunded(currency, amount));
    }

    private void count(Clock clock, long time, Surface surface, Arm arm, Consumer<Cell> change) {
        MetricWindow minute = window(minutes, clock, WindowSize.MINUTE, time);
        if (minute != null && minute.isOpen()) {
            change.accept(minute.cell(surface, arm));
        } else {
            each(clock, time, surface, arm, change);
        }
    }

    /** Changes every window that is kept: the minute is not open any more. */
    private void each(Clock clock, long time, Surface surface, Arm arm, Consumer<Cell> change) {
        change(window(minutes, clock, WindowSize.MINUTE, time), surface, arm, change);
        change(window(hours, clock, WindowSize.HOUR, time), surface, arm, change);
        change(window(days, clock, WindowSize.DAY, time), surface, arm, change);
        closedChanged = true;
    }

    private static void change(MetricWindow window, Surface surface, Arm arm, Consumer<Cell> change) {
        if (window != null) {
            change.accept(window.cell(surface, arm));
        }
    }

    /** Takes the minute's counts into hour and day. They were in time when they came, however late the beat is. */
    private void fold(MetricWindow minute, DayCalendar calendar) {
        MetricWindow hour = windowOrNew(hours, calendar, WindowSize.HOUR, minute.start());
        MetricWindow day = windowOrNew(days, calendar, WindowSize.DAY, minute.start());
        for (Cell cell : minute.cells()) {
            hour.cell(cell.surface(), cell.arm()).add(cell);
            day.cell(cell.surface(), cell.arm()).add(cell);
        }
        closedChanged = true;
    }

    /** Publishes what is due and drops what is settled. */
    public void advance(Clock clock, Sink sink) {
        for (MetricWindow minute : minutes) {
            if (minute.isOpen() && clock.serviceTime >= minute.end()) {
                fold(minute, clock.calendar);
            }
        }
        closedChanged |= advance(minutes, clock, sink);
        closedChanged |= advance(hours, clock, sink);
        closedChanged |= advance(days, clock, sink);
    }

    private static boolean advance(List<MetricWindow> windows, Clock clock, Sink sink) {
        boolean changed = false;
        for (Iterator<MetricWindow> each = windows.iterator(); each.hasNext(); ) {
            MetricWindow window = each.next();
            changed |= publish(window, clock, sink);
            if (!clock.keeps(window.size(), window.end())) {
                each.remove();
                changed = true;
            }
        }
        return changed;
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
        return Math.min(
                dueAt(minutes, graceMillis, restateMillis),
                Math.min(dueAt(hours, graceMillis, restateMillis), dueAt(days, graceMillis, restateMillis)));
    }

    private static long dueAt(List<MetricWindow> windows, long graceMillis, long restateMillis) {
        long due = Long.MAX_VALUE;
        for (MetricWindow window : windows) {
            due = Math.min(
                    due,
                    switch (window.status) {
                        case OPEN -> window.end();
                        case PROVISIONAL -> window.end() + graceMillis;
                        default -> window.end() + restateMillis;
                    });
        }
        return due;
    }

    public boolean isEmpty() {
        return minutes.isEmpty() && hours.isEmpty() && days.isEmpty();
    }

    /** Null when it is not kept any more. */
    private static MetricWindow window(List<MetricWindow> windows, Clock clock, WindowSize size, long time) {
        MetricWindow known = known(windows, time);
        if (known != null) {
            return known;
        }
        boolean kept = clock.keeps(size, clock.calendar.end(size, time));
        return kept ? windowOrNew(windows, clock.calendar, size, time) : null;
    }

    private static MetricWindow windowOrNew(
            List<MetricWindow> windows, DayCalendar calendar, WindowSize size, long time) {
        MetricWindow known = known(windows, time);
        if (known != null) {
            return known;
        }
        MetricWindow window = new MetricWindow(size, calendar.start(size, time), calendar.end(size, time));
        insert(windows, window);
        return window;
    }

    /** In the order of time, so that rows come in the same order whether or not the windows were read back meanwhile. */
    private static void insert(List<MetricWindow> windows, MetricWindow window) {
        int at = windows.size();
        while (at > 0 && windows.get(at - 1).start() > window.start()) {
            at--;
        }
        windows.add(at, window);
    }

    private static MetricWindow known(List<MetricWindow> windows, long time) {
        for (int i = windows.size() - 1; i >= 0; i--) {
            if (windows.get(i).holds(time)) {
                return windows.get(i);
            }
        }
        return null;
    }

    /** Writes the open minutes, which change with every event. */
    public void writeOpen(StateWriter writer) {
        writeMinutes(true, writer);
    }

    /** Whether any other window changed since they were last written. */
    public boolean isClosedChanged() {
        return closedChanged;
    }

    /** Writes minutes that are not open, hours and days. */
    public void writeClosed(StateWriter writer) {
        writeMinutes(false, writer);
        write(hours, writer);
        write(days, writer);
        closedChanged = false;
    }

    /** Takes back what {@link #writeOpen} wrote. */
    public void readOpen(StateReader reader) {
        read(minutes, reader);
    }

    /** Takes back what {@link #writeClosed} wrote. */
    public void readClosed(StateReader reader) {
        read(minutes, reader);
        read(hours, reader);
        read(days, reader);
    }

    private void writeMinutes(boolean open, StateWriter writer) {
        int count = 0;
        for (MetricWindow minute : minutes) {
            count += minute.isOpen() == open ? 1 : 0;
        }
        writer.writeInt(count);
        for (MetricWindow minute : minutes) {
            if (minute.isOpen() == open) {
                minute.write(writer);
            }
        }
    }

    private static void write(List<MetricWindow> windows, StateWriter writer) {
        writer.writeInt(windows.size());
        for (MetricWindow window : windows) {
            window.write(writer);
        }
    }

    private static void read(List<MetricWindow> windows, StateReader reader) {
        for (int count = reader.readInt(); count > 0; count--) {
            insert(windows, MetricWindow.read(reader));
        }
    }
}
