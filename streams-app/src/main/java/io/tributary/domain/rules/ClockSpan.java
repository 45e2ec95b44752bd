package io.tributary.domain.rules;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;

/**
 * A time in one unit.
 *
 * @param count at least 1
 */
public record ClockSpan(int count, Unit unit) {

    /** What it is counted in. Days and months keep the local hour; where the clock is put forward and has none such, the next one. */
    public enum Unit {
        HOURS,
        DAYS,
        /** A span that begins on a day that is not worked begins with the next one that is. */
        BUSINESS_DAYS,
        /** From the 31st to the last day of a shorter month. */
        MONTHS
    }

    public ClockSpan {
        if (count < 1) {
            throw new IllegalArgumentException("is " + count + ", must be at least 1");
        }
    }

    /**
     * When it ends that begins at a moment.
     *
     * @param from epoch milliseconds
     */
    long after(long from, SupportClock.Calendar calendar) {
        ZonedDateTime start = Instant.ofEpochMilli(from).atZone(calendar.zone());
        ZonedDateTime end = switch (unit) {
            case HOURS -> start.plusHours(count);
            case DAYS -> start.plusDays(count);
            case BUSINESS_DAYS -> afterWorked(start, calendar.workDays());
            case MONTHS -> start.plusMonths(count);
        };
        return end.toInstant().toEpochMilli();
    }

    private ZonedDateTime afterWorked(ZonedDateTime start, WorkDays days) {
        ZonedDateTime at = start;
        if (!days.isWorked(at.toLocalDate())) {
            at = next(at, days).with(LocalTime.MIDNIGHT);
        }
        for (int i = 0; i < count; i++) {
            at = next(at, days);
        }
        return at;
    }

    /** The same hour of the next day that is worked. */
    private static ZonedDateTime next(ZonedDateTime time, WorkDays days) {
        ZonedDateTime at = time.plusDays(1);
        while (!days.isWorked(at.toLocalDate())) {
            at = at.plusDays(1);
        }
        return at;
    }
}
