package io.tributary.domain.metric;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Start and end of windows in a time zone. Remembers the last day asked for, as almost every event falls into it. */
public final class DayCalendar {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 3_600_000;

    private final ZoneId zone;
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
            case MINUTE -> Math.floorDiv(time, MINUTE) * MINUTE;
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
            case MINUTE -> start(size, time) + MINUTE;
            case HOUR -> start(size, time) + HOUR;
            case DAY -> {
                turnTo(time);
                yield dayEnd;
            }
        };
    }

    private void turnTo(long time) {
        if (time < dayStart || time >= dayEnd) {
            LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(time), zone);
            dayStart = day.atStartOfDay(zone).toInstant().toEpochMilli();
            dayEnd = day.plusDays(1).atStartOfDay(zone).toInstant().toEpochMilli();
        }
    }
}
