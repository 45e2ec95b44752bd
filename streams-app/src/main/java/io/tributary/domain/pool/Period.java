package io.tributary.domain.pool;

import io.tributary.domain.rules.ProgrammeRules;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * A programme's period, epoch milliseconds, end exclusive.
 *
 * <p>Periods begin at local times (midnight, or midnight plus a multiple of the length), so a day of 23 or 25 hours is
 * still one day, and a shorter period that spans a change of the clock is that much shorter or longer.
 */
public record Period(long start, long end) {
    private static final int DAY_MINUTES = 1440;

    /** Length, milliseconds. */
    public long millis() {
        return end - start;
    }

    /** The period of a programme that holds a moment; periods of several days are counted from the day it starts. */
    public static Period of(ProgrammeRules rules, long time) {
        return at(
                time,
                rules.term().startsAt(),
                rules.term().periodMinutes(),
                rules.term().zone());
    }

    private static Period at(long time, long anchor, int minutes, ZoneId zone) {
        LocalDate day = localDate(time, zone);
        if (minutes >= DAY_MINUTES) {
            long days = minutes / DAY_MINUTES;
            long since = day.toEpochDay() - localDate(anchor, zone).toEpochDay();
            LocalDate first = day.minusDays(Math.floorMod(since, days));
            return new Period(
                    millis(first.atStartOfDay(), zone),
                    millis(first.plusDays(days).atStartOfDay(), zone));
        }
        long start = millis(day.atStartOfDay(), zone);
        for (int minute = minutes; minute <= DAY_MINUTES; minute += minutes) {
            long end = millis(day.atStartOfDay().plusMinutes(minute), zone);
            if (time < end && start < end) {
                return new Period(start, end);
            }
            start = Math.max(start, end);
        }
        throw new IllegalStateException("no period of " + minutes + " minutes holds " + Instant.ofEpochMilli(time));
    }

    private static LocalDate localDate(long time, ZoneId zone) {
        return Instant.ofEpochMilli(time).atZone(zone).toLocalDate();
    }

    private static long millis(LocalDateTime local, ZoneId zone) {
        return local.atZone(zone).toInstant().toEpochMilli();
    }
}
