package io.tributary.domain.rules;

import io.tributary.domain.rules.SupportClock.Snap;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;

/** Makes clocks for tests: Monday to Friday are worked. */
final class Clock {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final WorkDays WEEK =
            day -> day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;

    private final SupportClock clock;

    private Clock(SupportClock clock) {
        this.clock = clock;
    }

    /** One that begins at once and never ends. */
    static Clock from(String what) {
        return new Clock(new SupportClock(
                new SupportClock.Start(what, null, Snap.NONE),
                new SupportClock.End(null, null, false),
                calendar(ZONE, Openings.ALWAYS)));
    }

    static SupportClock.Calendar calendar(ZoneId zone, Openings openings) {
        return new SupportClock.Calendar(zone, WEEK, new OpenTime(openings, at("2026-01-01T00:00")));
    }

    Clock after(int count, ClockSpan.Unit unit, Snap snap) {
        SupportClock.Start start = new SupportClock.Start(clock.start().from(), new ClockSpan(count, unit), snap);
        return new Clock(new SupportClock(start, clock.end(), clock.calendar()));
    }

    Clock snapped(Snap snap) {
        SupportClock.Start start = new SupportClock.Start(clock.start().from(), null, snap);
        return new Clock(new SupportClock(start, clock.end(), clock.calendar()));
    }

    Clock lasting(int count, ClockSpan.Unit unit) {
        SupportClock.End end = new SupportClock.End(
                new ClockSpan(count, unit), clock.end().until(), clock.end().carryOver());
        return new Clock(new SupportClock(clock.start(), end, clock.calendar()));
    }

    Clock until(long orders, long sales, String currency) {
        SupportClock.Limit limit = new SupportClock.Limit(orders, sales, currency);
        SupportClock.End end =
                new SupportClock.End(clock.end().lasts(), limit, clock.end().carryOver());
        return new Clock(new SupportClock(clock.start(), end, clock.calendar()));
    }

    Clock carryingOver(Openings openings) {
        SupportClock.End end =
                new SupportClock.End(clock.end().lasts(), clock.end().until(), true);
        return new Clock(new SupportClock(clock.start(), end, calendar(ZONE, openings)));
    }

    Clock in(ZoneId zone) {
        return new Clock(new SupportClock(clock.start(), clock.end(), calendar(zone, Openings.ALWAYS)));
    }

    SupportClock get() {
        return clock;
    }

    static long at(String local) {
        return at(local, ZONE);
    }

    static long at(String local, ZoneId zone) {
        return java.time.LocalDateTime.parse(local).atZone(zone).toInstant().toEpochMilli();
    }

    static String local(long time) {
        return Instant.ofEpochMilli(time).atZone(ZONE).toLocalDateTime().toString();
    }
}
