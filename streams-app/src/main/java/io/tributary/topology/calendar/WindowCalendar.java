package io.tributary.topology.calendar;

import io.tributary.domain.rules.Opening;
import io.tributary.domain.rules.Openings;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One window of a programme: the days of its season, of these its weekdays, and of each its hours, all of which are local.
 *
 * <p>A season goes from its first day to the next of its last days. Where the clock is put forward, what would open or close in the
 * hour that is left out does so at its end; where it is put back, at the first of the two times.
 *
 * @param season null: every day
 * @param weekdays none: all
 * @param hours null: all day
 * @param pace factor on the pool of a period in which this window is the first to open
 */
record WindowCalendar(Season season, Set<DayOfWeek> weekdays, Hours hours, double pace, ZoneId zone)
        implements Openings.Calendar {
    private static final int DAY_MINUTES = 1440;

    /** Longest of a year by the lunar calendar. */
    private static final long LONGEST_YEAR = 385;

    /** Two days of different calendars move against each other by a month: a longer season is one whose days are out of order. */
    private static final long LONGEST_MIXED = 330;

    /**
     * From the first day of one mark to the last day of another.
     */
    record Season(DayMark from, DayMark to) {
        Season {
            boolean once = from instanceof DayMark.Date;
            if (once != to instanceof DayMark.Date) {
                throw new IllegalArgumentException("a date of one year goes with another one, in from and to");
            }
            if (from instanceof DayMark.Date first
                    && to instanceof DayMark.Date last
                    && last.day().isBefore(first.day())) {
                throw new IllegalArgumentException("is " + last.day() + ", must not be before " + first.day());
            }
        }

        /** The season that begins in a year, if one does and ends within a year. */
        private Optional<Days> in(int year) {
            if (from instanceof DayMark.Date first && to instanceof DayMark.Date last) {
                return first.in(year).map(day -> new Days(day.first(), last.day()));
            }
            long longest = from.getClass() == to.getClass() ? LONGEST_YEAR : LONGEST_MIXED;
            return from.in(year).map(Days::first).flatMap(begin -> {
                for (int each = year - 1; each <= year + 2; each++) {
                    Optional<LocalDate> end = to.in(each).map(Days::last).filter(day -> !day.isBefore(begin));
                    if (end.isPresent()) {
                        boolean within = ChronoUnit.DAYS.between(begin, end.get()) < longest;
                        return within ? Optional.of(new Days(begin, end.get())) : Optional.empty();
                    }
                }
                return Optional.empty();
            });
        }

        /** The seasons that have a day between two, and may be others. */
        List<Days> around(LocalDate first, LocalDate last) {
            if (from instanceof DayMark.Date begin) {
                return in(begin.day().getYear()).stream().toList();
            }
            List<Days> seasons = new ArrayList<>();
            for (int year = first.getYear() - 2; year <= last.getYear() + 1; year++) {
                in(year).ifPresent(seasons::add);
            }
            return seasons;
        }
    }

    /**
     * Hours of a day.
     *
     * @param opens minute of the day, 0 to 1439
     * @param closes minute after the last, counted from the same day's midnight: above 1440 it is the next day's
     */
    record Hours(int opens, int closes) {
        Hours {
            if (opens == closes) {
                throw new IllegalArgumentException(
                        "is when it opens, too: write 24:00 for midnight, or no hours for all day");
            }
            closes = closes < opens ? closes + DAY_MINUTES : closes;
        }
    }

    /** Days off are known of some years only. */
    boolean isOfHolidays() {
        return season != null && (season.from() instanceof DayMark.Holiday || season.to() instanceof DayMark.Holiday);
    }

    @Override
    public List<Opening> openings(long from, long to) {
        LocalDate first = Instant.ofEpochMilli(from).atZone(zone).toLocalDate().minusDays(2);
        LocalDate last = Instant.ofEpochMilli(to).atZone(zone).toLocalDate().plusDays(1);
        List<Days> seasons = season == null ? List.of(new Days(first, last)) : season.around(first, last);
        List<Opening> all = new ArrayList<>();
        long end = Long.MIN_VALUE;
        for (Days days : seasons) {
            for (Opening each : openings(days, first, last)) {
                if (each.opensAt() < to && each.closesAt() > Math.max(from, end)) {
                    all.add(new Opening(Math.max(end, each.opensAt()), each.closesAt(), each.pace()));
                    end = each.closesAt();
                }
            }
        }
        return all;
    }

    private List<Opening> openings(Days days, LocalDate first, LocalDate last) {
        List<Opening> all = new ArrayList<>();
        if (hours == null && weekdays.isEmpty()) {
            add(all, days.first(), 0, days.last(), DAY_MINUTES);
            return all;
        }
        LocalDate end = days.last().isBefore(last) ? days.last() : last;
        for (LocalDate day = days.first().isAfter(first) ? days.first() : first;
                !day.isAfter(end);
                day = day.plusDays(1)) {
            if (weekdays.isEmpty() || weekdays.contains(day.getDayOfWeek())) {
                add(all, day, hours == null ? 0 : hours.opens(), day, hours == null ? DAY_MINUTES : hours.closes());
            }
        }
        return all;
    }

    private void add(List<Opening> all, LocalDate opens, int from, LocalDate closes, int to) {
        long opensAt = moment(opens, from);
        long closesAt = moment(closes, to);
        if (opensAt < closesAt) {
            all.add(new Opening(opensAt, closesAt, pace));
        }
    }

    /** The first moment at which the clock shows a minute of a day, or a later one. */
    private long moment(LocalDate day, int minute) {
        LocalDateTime local =
                day.plusDays(minute / DAY_MINUTES).atTime(LocalTime.MIDNIGHT).plusMinutes(minute % DAY_MINUTES);
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant().toEpochMilli()
                : local.atZone(zone).toInstant().toEpochMilli();
    }
}
