package io.tributary.topology.rollup;

import io.tributary.domain.Stage;
import io.tributary.domain.metric.WindowStatus;
import io.tributary.domain.rollup.DayFigures;
import io.tributary.domain.rollup.DayGroups;
import io.tributary.domain.rollup.DayMember;
import io.tributary.domain.rollup.DayMember.Window;
import io.tributary.domain.rollup.DayPaths;
import io.tributary.domain.rollup.Disclosure;
import io.tributary.domain.rollup.GroupTotals;
import io.tributary.domain.rollup.MerchantPath;
import io.tributary.domain.rollup.MerchantRows;
import io.tributary.domain.rollup.RollupPolicy;
import io.tributary.domain.rollup.Standing;
import io.tributary.metrics.v1.Awareness;
import io.tributary.metrics.v1.MerchantDay;
import io.tributary.metrics.v1.WindowSize;
import io.tributary.topology.rollup.RollupStore.Group;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.avro.specific.SpecificRecord;

/**
 * Days of programmes: takes how merchants stood, and publishes a day that changed once it has ended. For that all merchants of the programme
 * are looked at, which takes a second where they are a hundred thousand: so it is done at a slow pace, and for few days in a row.
 *
 * <p>The pace is that of the service's time, which the records tell: with the first record of a minute days are published as those before it have
 * left them, so that the same records publish the same rows however fast they come. The minute is kept with the days: a restart publishes neither
 * more nor less. Only when nothing comes for a while by the clock on the wall the minute is taken as over.
 */
final class DayPublisher {
    private static final int MOST_AT_ONCE = 8;
    /** Lengths of the day before: clocks are turned by an hour, in one zone by half of one. */
    private static final long[] LENGTHS = {
        TimeUnit.HOURS.toMillis(24),
        TimeUnit.HOURS.toMillis(23),
        TimeUnit.HOURS.toMillis(25),
        TimeUnit.MINUTES.toMillis(23 * 60 + 30),
        TimeUnit.MINUTES.toMillis(24 * 60 + 30)
    };

    private final RollupStore rollup;
    private final DayStore days;
    private final RollupPolicy policy;
    private final Disclosure disclosure;
    /** Start of the minute up to which days were published; epoch milliseconds. */
    private long minute;
    /** Whether that minute was begun by silence. */
    private boolean isSilent;

    DayPublisher(RollupStore rollup, DayStore days, RollupPolicy policy) {
        this.rollup = rollup;
        this.days = days;
        this.policy = policy;
        this.disclosure = new Disclosure(policy.threshold());
        this.minute = days.minute();
    }

    /** Start of the minute up to which days were published, epoch milliseconds. */
    long minute() {
        return minute;
    }

    /** Follows a row of a day that was folded in. */
    void counted(Window day, String merchantId, MerchantRows rows) {
        follow(day, merchantId, rows, days.standing(day, merchantId));
    }

    /** Takes how a merchant stood. */
    void stood(MerchantDay told) {
        Window day = new Window(told.getProgrammeId(), told.getWindowStart(), told.getWindowEnd());
        Standing known = days.standing(day, told.getMerchantId());
        Standing before = known == null ? new Standing(Standing.Place.UNKNOWN, Map.of()) : known;
        Standing after = before.with(DayRecords.place(told), told.getPeriodStart(), DayRecords.period(told));
        days.keep(day, told.getMerchantId(), after);
        MerchantRows rows = rollup.rows(group(day), told.getMerchantId()).orElseGet(MerchantRows::new);
        follow(day, told.getMerchantId(), rows, after);
    }

    private void follow(Window day, String merchantId, MerchantRows rows, Standing standing) {
        MerchantPath before = days.path(day.programmeId(), merchantId);
        MerchantPath after = before.after(new DayMember(day, rows, standing), day.start());
        if (!after.equals(before)) {
            days.keep(day.programmeId(), merchantId, after);
        }
        days.changed(day);
    }

    /** Takes that a merchant came to know of a programme. It is published with the day's next revision. */
    void aware(String programmeId, Awareness told) {
        MerchantPath before = days.path(programmeId, told.getMerchantId());
        MerchantPath.Awareness known = before.awareness();
        MerchantPath.Awareness after = switch (told.getKind()) {
            case NOTICED -> known.noticed(told.getTime());
            case READ -> known.read(told.getTime());
            case APPLIED -> known.applied(told.getTime());
            case UNKNOWN -> known;
        };
        days.keep(programmeId, told.getMerchantId(), before.with(after));
    }

    /**
     * Publishes what has changed in the minutes before, if a time is the first that is told of its minute.
     *
     * @param time of the record that comes next, epoch milliseconds
     * @param sink takes programme and record
     */
    void reached(long time, BiConsumer<String, SpecificRecord> sink) {
        long begun = time - Math.floorMod(time, policy.dayMillis());
        isSilent = false;
        if (begun <= minute) {
            return;
        }
        minute = begun;
        days.keepMinute(minute);
        // What belongs to a day comes spread over the minute after its end.
        long endedBy = minute - policy.dayMillis();
        days.changed(endedBy, MOST_AT_ONCE, (day, publishedAt) -> policy.dayAgainAt(day.end(), publishedAt) <= begun)
                .forEach(day -> publish(day, begun, sink));
    }

    /**
     * Publishes what has changed because no record comes to begin the next minute: in the name of that one, so that a day has no two rows of a
     * minute, and at no pace, since there is little to do.
     *
     * @param time of the last record, epoch milliseconds
     * @param sink takes programme and record
     */
    void silent(long time, BiConsumer<String, SpecificRecord> sink) {
        long next = Math.max(minute, time - Math.floorMod(time, policy.dayMillis())) + policy.dayMillis();
        // All that is left of one silence is told in the same minute.
        long at = isSilent ? minute : next;
        List<Window> due = days.changed(Math.max(time, minute), MOST_AT_ONCE, (day, publishedAt) -> publishedAt < at);
        if (!due.isEmpty()) {
            isSilent = true;
            minute = at;
            days.keepMinute(minute);
            due.forEach(day -> publish(day, at, sink));
        }
    }

    private void publish(Window day, long time, BiConsumer<String, SpecificRecord> sink) {
        Map<String, DayMember> members = members(day);
        WindowStatus status = rollup.group(group(day)).map(GroupTotals::status).orElse(WindowStatus.FINAL);
        DayRecords records = new DayRecords(day, time, days.publish(day, time), status, disclosure.threshold());
        DayPaths paths = new DayPaths(day.start(), day.end());
        days.forEachPath(day.programmeId(), paths::add);
        sink.accept(
                day.programmeId(),
                records.day(
                        DayFigures.of(members.values(), disclosure.threshold()),
                        paths,
                        stageChanges(day),
                        days.events(day)));
        if (status != WindowStatus.PROVISIONAL) {
            for (DayGroups.Published each : new DayGroups(members.values(), disclosure).all()) {
                sink.accept(day.programmeId(), records.group(each));
            }
        }
    }

    private Map<String, DayMember> members(Window day) {
        Map<String, Standing> standings = days.standings(day);
        Map<String, DayMember> members = new TreeMap<>();
        rollup.forEachRows(
                group(day),
                (merchantId, rows) -> members.put(merchantId, new DayMember(day, rows, standings.remove(merchantId))));
        standings.forEach(
                (merchantId, standing) -> members.put(merchantId, new DayMember(day, new MerchantRows(), standing)));
        return members;
    }

    /** How many merchants were in which stage on the day before and on this one. */
    private Map<List<Stage>, Long> stageChanges(Window day) {
        Map<List<Stage>, Long> changes = new HashMap<>();
        Map<String, Standing> before = standingsBefore(day);
        days.standings(day).forEach((merchantId, standing) -> {
            if (before.containsKey(merchantId)) {
                changes.merge(List.of(before.get(merchantId).stage(), standing.stage()), 1L, Long::sum);
            }
        });
        return changes;
    }

    private Map<String, Standing> standingsBefore(Window day) {
        for (long length : LENGTHS) {
            Window before = new Window(day.programmeId(), day.start() - length, day.start());
            if (days.isPublished(before)) {
                return days.standings(before);
            }
        }
        return Map.of();
    }

    private static Group group(Window day) {
        return new Group(day.start(), WindowSize.DAY, day.programmeId());
    }
}
