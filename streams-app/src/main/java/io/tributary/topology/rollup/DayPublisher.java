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
    private final Disclosure disclosure;

    DayPublisher(RollupStore rollup, DayStore days, Disclosure disclosure) {
        this.rollup = rollup;
        this.days = days;
        this.disclosure = disclosure;
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
     * Publishes days that changed.
     *
     * @param time of what was read so far, epoch milliseconds
     * @param sink takes programme and record
     */
    void publish(long time, BiConsumer<String, SpecificRecord> sink) {
        for (Window day : days.changed(time, MOST_AT_ONCE)) {
            Map<String, DayMember> members = members(day);
            WindowStatus status =
                    rollup.group(group(day)).map(GroupTotals::status).orElse(WindowStatus.FINAL);
            DayRecords records = new DayRecords(day, time, days.publish(day), status, disclosure.threshold());
            DayPaths paths = new DayPaths(day.start(), day.end());
            days.forEachPath(day.programmeId(), paths::add);
            sink.accept(
                    day.programmeId(),
                    records.day(DayFigures.of(members.values(), disclosure.threshold()), paths, stageChanges(day)));
            if (status != WindowStatus.PROVISIONAL) {
                for (DayGroups.Published each : new DayGroups(members.values(), disclosure).all()) {
                    sink.accept(day.programmeId(), records.group(each));
                }
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
