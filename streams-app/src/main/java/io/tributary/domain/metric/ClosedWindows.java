package io.tributary.domain.metric;

import io.tributary.domain.metric.MetricWindows.Clock;
import io.tributary.domain.metric.MetricWindows.Sink;
import io.tributary.domain.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One merchant's windows beside its open minutes, in the order of time: minutes that have ended, hours and days. They are published
 * PROVISIONAL at their end, FINAL after grace, RESTATED when something changes them later. A superclass and not a field, as there are
 * millions.
 *
 * <p>What is final leaves: a minute for good, since nothing restates it, hours and days for {@link SettledWindows}, from which a correction
 * has them back.
 *
 * <pre>
 *            end                 grace                  published
 *   OPEN ---------> PROVISIONAL --------> FINAL -----------------------> settled
 *     (published)          (published)      ^                               |
 *                                           +-------------------------------+
 *                                            hydrated by a correction, and RESTATED
 * </pre>
 *
 * <p>So a merchant's object has the windows of a day or two, however long these can be restated. What corrections bring back between
 * two visits is at most all of the horizon: for 30 days some 750 hours and days, each of a few hundred bytes.
 */
abstract sealed class ClosedWindows extends OpenMinutes permits MetricWindows {
    private MetricWindow[] minutes = WindowArrays.NONE;
    private MetricWindow[] hours = WindowArrays.NONE;
    private MetricWindow[] days = WindowArrays.NONE;
    private boolean changed;

    /** Closed minutes. */
    int minutes() {
        return minutes.length;
    }

    boolean hasMinute(long time) {
        return WindowArrays.at(minutes, time) != null;
    }

    /**
     * Changes the cells of a time in the windows that are kept.
     *
     * @param newMinute whether a closed minute is made when there is none
     */
    void each(Clock clock, long time, int dimensions, Membership membership, boolean newMinute, Consumer<Cell> change) {
        for (WindowSize size : WindowSize.values()) {
            boolean opens = size != WindowSize.MINUTE || newMinute;
            MetricWindow window = opens ? window(clock, size, time) : WindowArrays.at(windows(size), time);
            if (window != null) {
                change.accept(window.cell(dimensions, membership));
            }
        }
        changed = true;
    }

    /** Whether the windows of a time, the shortest of those that are kept, have counted what a correction takes off. */
    boolean fitsClosed(long time, int dimensions, Membership membership, Correction correction) {
        for (WindowSize size : WindowSize.values()) {
            MetricWindow window = WindowArrays.at(windows(size), time);
            if (window != null) {
                Cell cell = window.find(dimensions, membership);
                return cell != null && cell.fits(correction);
            }
        }
        return false;
    }

    /** Corrects the windows of a time that are kept; it {@link #fitsClosed}. */
    void correctClosed(long time, int dimensions, Membership membership, Correction correction) {
        for (WindowSize size : WindowSize.values()) {
            MetricWindow window = WindowArrays.at(windows(size), time);
            if (window != null) {
                window.cell(dimensions, membership).correct(correction);
            }
        }
        changed = true;
    }

    /**
     * Closes the open minute that holds a time, and takes its counts into hour and day. They were in time when they came, however late the
     * beat is.
     */
    void close(long time, Membership membership, DayCalendar calendar) {
        MetricWindow minute = close(time, membership);
        MetricWindow hour = windowOrNew(calendar, WindowSize.HOUR, minute.start());
        MetricWindow day = windowOrNew(calendar, WindowSize.DAY, minute.start());
        for (Cell cell : minute.cells()) {
            hour.cell(cell.dimensions(), cell.membership()).add(cell);
            day.cell(cell.dimensions(), cell.membership()).add(cell);
        }
        minutes = WindowArrays.with(minutes, minute);
        changed = true;
    }

    /**
     * Has an hour or a day back, so that it can be corrected.
     *
     * @param known what {@link MetricWindow#settled} gave
     */
    void hydrate(WindowsSnapshot known) {
        for (WindowsSnapshot.Window each : known.windows()) {
            put(each.size(), WindowArrays.with(windows(each.size()), MetricWindow.restored(each, known.memberships())));
        }
    }

    /** Whether there is an hour or a day here that holds a time. */
    boolean has(WindowSize size, long time) {
        return WindowArrays.at(windows(size), time) != null;
    }

    /** Lets go of hours and days that were hydrated, and not corrected then. */
    public void releaseUnchanged() {
        hours = WindowArrays.without(hours, MetricWindow::isSettled);
        days = WindowArrays.without(days, MetricWindow::isSettled);
    }

    /**
     * Publishes what is due, and lets go of what is final.
     *
     * @param settled takes the hours and days that are, each time that they are published and can still be restated
     */
    void publish(Clock clock, Sink sink, Consumer<MetricWindow> settled) {
        minutes = publish(minutes, clock, sink, window -> {});
        hours = publish(hours, clock, sink, settled);
        days = publish(days, clock, sink, settled);
    }

    private MetricWindow[] publish(MetricWindow[] windows, Clock clock, Sink sink, Consumer<MetricWindow> settled) {
        for (MetricWindow window : windows) {
            boolean published = publish(window, clock, sink);
            changed |= published;
            if (published && window.isSettled() && !clock.isBeyondHorizon(window.end() - 1)) {
                settled.accept(window);
            }
        }
        MetricWindow[] left = WindowArrays.without(windows, MetricWindow::isSettled);
        changed |= left != windows;
        return left;
    }

    private static boolean publish(MetricWindow window, Clock clock, Sink sink) {
        if (window.status != WindowStatus.FINAL && clock.serviceTime() >= window.end() + clock.graceMillis()) {
            window.status = WindowStatus.FINAL;
            return emit(window, WindowStatus.FINAL, true, sink);
        } else if (window.isOpen() && clock.serviceTime() >= window.end()) {
            window.status = WindowStatus.PROVISIONAL;
            return emit(window, WindowStatus.PROVISIONAL, true, sink);
        }
        return window.status == WindowStatus.FINAL && emit(window, WindowStatus.RESTATED, false, sink);
    }

    private static boolean emit(MetricWindow window, WindowStatus status, boolean unchangedToo, Sink sink) {
        boolean any = unchangedToo;
        for (Cell cell : window.cells()) {
            if (unchangedToo || cell.isChanged()) {
                any = true;
                cell.publish();
                sink.row(window, cell, status);
            }
        }
        return any;
    }

    /** The service time at which {@link #publish} next has something to do of these windows; {@link Long#MAX_VALUE} when never. */
    long closedDueAt(long graceMillis, boolean corrections) {
        long due = WindowArrays.dueAt(minutes, graceMillis, corrections);
        due = Math.min(due, WindowArrays.dueAt(hours, graceMillis, corrections));
        return Math.min(due, WindowArrays.dueAt(days, graceMillis, corrections));
    }

    /** Those that are kept: minutes, hours and days, those of each size in the order of time. */
    public List<KeptWindow> kept() {
        List<KeptWindow> kept = new ArrayList<>();
        for (WindowSize size : WindowSize.values()) {
            for (MetricWindow window : windows(size)) {
                kept.add(new KeptWindow(size, window.start(), window.end(), window.status, window.cells().length));
            }
        }
        return kept;
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
        return clock.keeps(size, time) ? windowOrNew(clock.calendar(), size, time) : null;
    }

    private MetricWindow windowOrNew(DayCalendar calendar, WindowSize size, long time) {
        MetricWindow known = WindowArrays.at(windows(size), time);
        if (known != null) {
            return known;
        }
        MetricWindow window = new MetricWindow(size, calendar.start(size, time), calendar.end(size, time));
        put(size, WindowArrays.with(windows(size), window));
        return window;
    }

    private void put(WindowSize size, MetricWindow[] now) {
        switch (size) {
            case MINUTE -> minutes = now;
            case HOUR -> hours = now;
            case DAY -> days = now;
        }
    }

    private MetricWindow[] windows(WindowSize size) {
        return switch (size) {
            case MINUTE -> minutes;
            case HOUR -> hours;
            case DAY -> days;
        };
    }

    /** Whether any window that is not an open minute changed since they were last {@link #written}. */
    public boolean isClosedChanged() {
        return changed;
    }

    void closedChanged() {
        changed = true;
    }

    /** Notes that its windows are written. */
    public void written() {
        changed = false;
    }

    /**
     * What is to be stored of the windows.
     *
     * @param known takes the memberships of all cells, each once
     * @param writer to write cells with
     */
    List<WindowsSnapshot.Window> windowSnapshots(List<Membership> known, StateWriter writer) {
        for (WindowSize size : WindowSize.values()) {
            WindowArrays.memberships(windows(size), known);
        }
        List<WindowsSnapshot.Window> all = new ArrayList<>();
        for (WindowSize size : WindowSize.values()) {
            for (MetricWindow window : windows(size)) {
                all.add(window.snapshot(known, writer));
            }
        }
        return all;
    }

    /** Takes back what {@link #windowSnapshots} gave. */
    void restore(List<WindowsSnapshot.Window> windows, List<Membership> known) {
        for (WindowsSnapshot.Window each : windows) {
            put(each.size(), WindowArrays.with(windows(each.size()), MetricWindow.restored(each, known)));
        }
    }
}
