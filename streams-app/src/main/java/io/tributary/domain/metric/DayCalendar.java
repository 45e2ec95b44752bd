package io.tributary.domain.metric;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Start and end of windows in a time zone. Remembers the last day asked for, as almost every event falls into it. */
public final class DayCalendar {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 3_600_000;

    private final ZoneId zone;
    private long minuteStart = 1;
    private long minuteEnd;
    private long dayStart = 1;
    private long dayEnd;

    public DayCalendar(ZoneId zone) {
        this.zone = zone;
    }

    public ZoneId zone() {
        return zone;
    }

    /** Start of the window that holds this time, epoch milliseconds. */
    public long start(WindowSize size, long time) {
        return switch (size) {
            case MINUTE -> minuteEnd(time) - MINUTE;
            case HOUR -> Math.floorDiv(time, HOUR) * HOUR;
            case DAY -> {
                turnTo(time);
                yield dayStart;
            }
        };
    }

    /** End (exclusive) of the window that holds this time, epoch milliseconds. */
    public long end(WindowSize size, long time) {
        return switch (size) {
            case MINUTE -> minuteEnd(time);
            case HOUR -> start(size, time) + HOUR;
            case DAY -> {
                turnTo(time);
                yield dayEnd;
            }
        };
    }

    /** End (exclusive) of the minute that holds this time. Asked for every event, and nearly always the same one. */
    public long minuteEnd(long time) {
        if (time < minuteStart || time >= minuteEnd) {
            minuteStart = Math.floorDiv(time, MINUTE) * MINUTE;
            minuteEnd = minuteStart + MINUTE;
        }
        return minuteEnd;
    }

    private void turnTo(long time) {
        if (time < dayStart || time >= dayEnd) {
            LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(time), zone);
            dayStart = day.atStartOfDay(zone).toInstant().toEpochMilli();
            dayEnd = day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
        }
    }
}
