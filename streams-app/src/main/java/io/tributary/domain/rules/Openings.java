package io.tributary.domain.rules;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * When the windows of a programme are open, as plain moments. The domain knows no calendar: it asks one for some years around the
 * time that it is asked about, keeps these, and asks again when time has come to their end.
 *
 * <pre>
 *   asked about          [now, end of the period)
 *   known      |--------------------|--------------------|          asked again when a question reaches beyond
 *              - 400 days                       + 400 days
 * </pre>
 *
 * A calendar says the same of a moment whenever it is asked, so that when it was asked changes no answer, and a replay gives the
 * same. Answers are of half-open times; all moments are epoch milliseconds. Windows that are open together count as one.
 */
public final class Openings {
    /** Of a programme without windows. */
    public static final Openings ALWAYS = new Openings(List.of());

    private static final long AROUND = 400L * 86_400_000;

    /** One window, as a calendar reads it. */
    public interface Calendar {
        /**
         * Openings of which some moment lies between two moments, end exclusive: in their order, whole, and none beside another's
         * time. The same for the same moments, always.
         */
        List<Opening> openings(long from, long to);
    }

    private record Known(long from, long to, List<Opening> openings) {}

    private final List<Calendar> windows;
    private volatile Known known = new Known(0, 0, List.of());

    /**
     * @param windows none: it is always open
     */
    public Openings(List<? extends Calendar> windows) {
        this.windows = List.copyOf(windows);
    }

    /** Whether there are no windows, and so nothing to wait for. */
    public boolean isAlways() {
        return windows.isEmpty();
    }

    public boolean isOpenAt(long time) {
        return isOpenWithin(time, time + 1);
    }

    /** Whether some window is open at any moment between two. */
    public boolean isOpenWithin(long from, long to) {
        return isAlways() ? from < to : from < to && !within(from, to).isEmpty();
    }

    /** When what is open at a moment closes, looked at until another: that one, if it is open until then. */
    public long closesAt(long time, long to) {
        if (isAlways()) {
            return to;
        }
        long end = time;
        for (Opening each : within(time, to)) {
            if (each.opensAt() > end) {
                break;
            }
            end = each.closesAt();
        }
        return end;
    }

    /** When the last of the openings between two moments closes, or the second moment when there is none. */
    public long lastClose(long from, long to) {
        if (isAlways() || from >= to) {
            return to;
        }
        List<Opening> openings = within(from, to);
        return openings.isEmpty() ? to : openings.get(openings.size() - 1).closesAt();
    }

    /** The pace of the first opening between two moments; 1 when there is none. */
    public double pace(long from, long to) {
        if (isAlways()) {
            return 1;
        }
        List<Opening> openings = within(from, to);
        return openings.isEmpty() ? 1 : openings.get(0).pace();
    }

    /** The openings between two moments, in their order, cut where they reach beyond; none beside another's time. */
    public List<Opening> within(long from, long to) {
        if (isAlways()) {
            return List.of(new Opening(from, to, 1));
        }
        List<Opening> openings = known(from, to).openings();
        List<Opening> cut = new ArrayList<>();
        for (int i = firstAfter(openings, from);
                i < openings.size() && openings.get(i).opensAt() < to;
                i++) {
            Opening each = openings.get(i);
            cut.add(new Opening(Math.max(from, each.opensAt()), Math.min(to, each.closesAt()), each.pace()));
        }
        return cut;
    }

    /** The first that closes after a moment. */
    private static int firstAfter(List<Opening> openings, long time) {
        int low = 0;
        int high = openings.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (openings.get(middle).closesAt() > time) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }

    private Known known(long from, long to) {
        Known now = known;
        if (from < now.from() || to > now.to()) {
            now = read(from - AROUND, to + AROUND);
            known = now;
        }
        return now;
    }

    private Known read(long from, long to) {
        List<Opening> all = new ArrayList<>();
        windows.forEach(window -> all.addAll(window.openings(from, to)));
        all.sort(Comparator.comparingLong(Opening::opensAt).thenComparingLong(Opening::closesAt));
        List<Opening> apart = new ArrayList<>();
        long end = Long.MIN_VALUE;
        for (Opening each : all) {
            if (each.closesAt() > end) {
                apart.add(new Opening(Math.max(end, each.opensAt()), each.closesAt(), each.pace()));
                end = each.closesAt();
            }
        }
        return new Known(from, to, List.copyOf(apart));
    }
}
