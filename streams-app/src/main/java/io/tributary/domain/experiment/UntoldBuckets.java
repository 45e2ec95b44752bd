package io.tributary.domain.experiment;

import io.tributary.domain.metric.DayCalendar;
import io.tributary.domain.metric.Membership;
import io.tributary.domain.metric.WindowSize;
import io.tributary.domain.state.StateWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a merchant task has counted by day, group and bucket and not told of yet: at most of {@value #MOST_DAYS} days, mostly of one. What is told,
 * once a minute, is kept by whoever adds it up over tasks, and forgotten here.
 *
 * <p>Exposures count by their own day, orders and what becomes of them by their payment's, each under the programmes that the merchant was in
 * then. Events without a bucket are of neither arm, and are not counted.
 */
public final class UntoldBuckets {
    /** What comes later than a month is rare; a flood of events of all times must not fill the memory: a day with one exposure takes 16 KB. */
    static final int MOST_DAYS = 64;

    private final SortedMap<Long, UntoldDay> days = new TreeMap<>();
    /** Into which nearly every event falls. */
    private UntoldDay today = new UntoldDay(1, 0);

    /** When a day begins and ends that is stored, epoch milliseconds. */
    public record Day(long start, long end) {}

    /** Where a segment of a day is stored. */
    public interface Sink {
        /**
         * @param name of the record
         * @param bytes its new content; null to delete it
         */
        void segment(String name, byte[] bytes);
    }

    /** Gives a stored segment by its name; null when there is none. */
    public interface Source {
        byte[] segment(String name);
    }

    /**
     * Counts an exposure of a merchant.
     *
     * @param membership the merchant's at that time
     * @param bucket -1 when unknown
     * @param time of the exposure, epoch milliseconds
     * @param by 1, or -1 for one that is found invalid later
     * @return whether it was counted
     */
    public boolean exposed(DayCalendar calendar, Membership membership, int bucket, long time, int by) {
        UntoldDay day = bucket < 0 ? null : day(calendar, time);
        if (day != null) {
            day.exposed(membership, bucket, by);
        }
        return day != null;
    }

    /**
     * Counts what an order line's status changes for a merchant.
     *
     * @param membership the merchant's when it was paid
     * @param bucket of the impression that it is credited to, -1 when unknown
     * @param paidAt epoch milliseconds
     * @return whether all of it was counted
     */
    public boolean ordered(DayCalendar calendar, Membership membership, int bucket, long paidAt, LineChange change) {
        UntoldDay day = bucket < 0 ? null : day(calendar, paidAt);
        if (day == null) {
            return false;
        }
        if (change.orders != 0 || change.units != 0) {
            day.ordered(membership, bucket, change.orders, change.units);
        }
        return change.amount == 0 || day.sold(membership, bucket, change.currency, change.amount);
    }

    /**
     * How much more an order line counts for than before.
     *
     * @param orders net of what is turned back: 1, 0 or -1
     * @param units when it is paid, else 0
     * @param amount net of what is turned back, minor units
     */
    public record LineChange(int orders, int units, String currency, long amount) {
        public boolean isNothing() {
            return orders == 0 && units == 0 && amount == 0;
        }
    }

    private UntoldDay day(DayCalendar calendar, long time) {
        if (!today.contains(time)) {
            UntoldDay day = find(calendar, time);
            if (day == null) {
                return null;
            }
            today = day;
        }
        return today;
    }

    private UntoldDay find(DayCalendar calendar, long time) {
        long start = calendar.start(WindowSize.DAY, time);
        UntoldDay day = days.get(start);
        if (day == null && days.size() < MOST_DAYS) {
            day = new UntoldDay(start, calendar.end(WindowSize.DAY, time));
            days.put(start, day);
        }
        return day;
    }

    /** Days of which something is counted, in the order of time. */
    public Collection<UntoldDay> days() {
        return days.values().stream().filter(UntoldDay::isCounted).toList();
    }

    /** Forgets all of it: it was told. */
    public void told() {
        days.values().forEach(UntoldDay::told);
        forgetGone();
    }

    private void forgetGone() {
        days.values().removeIf(UntoldDay::isGone);
        today = new UntoldDay(1, 0);
    }

    /** Hands every segment that changed since the last call to the sink. */
    public void writeChanges(StateWriter writer, Sink sink) {
        boolean gone = false;
        for (UntoldDay day : days.values()) {
            day.writeChanges(writer, (segment, bytes) -> sink.segment(name(day.start(), segment), bytes));
            gone |= day.isGone();
        }
        if (gone) {
            forgetGone();
        }
    }

    private static String name(long dayStart, int segment) {
        return dayStart + "." + segment;
    }

    /** Days of which segments are stored; after {@link #writeChanges}. */
    public List<Day> index() {
        List<Day> index = new ArrayList<>();
        days.values().forEach(day -> index.add(new Day(day.start(), day.end())));
        return index;
    }

    /** Takes back what was written, in a new one. */
    public void read(List<Day> index, Source source) {
        for (Day each : index) {
            UntoldDay day = new UntoldDay(each.start, each.end);
            for (int segment = 0; segment < UntoldDay.SEGMENTS; segment++) {
                day.read(segment, source.segment(name(each.start, segment)));
            }
            days.put(each.start, day);
        }
    }
}
