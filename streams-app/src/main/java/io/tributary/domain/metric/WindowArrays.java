package io.tributary.domain.metric;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Windows of one size in the order of time, so that rows come in the same order whether or not the windows were read back meanwhile. A
 * merchant has two or three, which come and go once a minute, but is looked at with every event: hence arrays, of which a new one is
 * made for each change.
 */
final class WindowArrays {
    static final MetricWindow[] NONE = {};

    private WindowArrays() {}

    /** The window that holds this time, or null. The last ones are asked for most. */
    static MetricWindow at(MetricWindow[] windows, long time) {
        for (int i = windows.length - 1; i >= 0; i--) {
            if (windows[i].holds(time)) {
                return windows[i];
            }
        }
        return null;
    }

    /** With one more in its place. */
    static MetricWindow[] with(MetricWindow[] windows, MetricWindow window) {
        int at = windows.length;
        while (at > 0 && windows[at - 1].start() > window.start()) {
            at--;
        }
        MetricWindow[] more = Arrays.copyOf(windows, windows.length + 1);
        System.arraycopy(windows, at, more, at + 1, windows.length - at);
        more[at] = window;
        return more;
    }

    /** Those of which something does not hold; the same array when it holds of none. */
    static MetricWindow[] without(MetricWindow[] windows, Predicate<MetricWindow> gone) {
        int count = 0;
        for (MetricWindow window : windows) {
            count += gone.test(window) ? 0 : 1;
        }
        if (count == windows.length) {
            return windows;
        }
        MetricWindow[] left = count == 0 ? NONE : new MetricWindow[count];
        int next = 0;
        for (MetricWindow window : windows) {
            if (!gone.test(window)) {
                left[next++] = window;
            }
        }
        return left;
    }

    /**
     * When the first one is to be published; {@link Long#MAX_VALUE} when there is none.
     *
     * @param corrections of those that hold nothing but corrections, or of all others
     */
    static long dueAt(MetricWindow[] windows, long graceMillis, boolean corrections) {
        long due = Long.MAX_VALUE;
        for (MetricWindow window : windows) {
            if (window.isOfCorrections() == corrections) {
                due = Math.min(due, window.isOpen() ? window.end() : window.end() + graceMillis);
            }
        }
        return due;
    }

    /** Adds the memberships of all cells that are not among them. */
    static void memberships(MetricWindow[] windows, List<Membership> all) {
        for (MetricWindow window : windows) {
            for (Cell cell : window.cells()) {
                if (!all.contains(cell.membership())) {
                    all.add(cell.membership());
                }
            }
        }
    }
}
