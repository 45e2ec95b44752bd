package io.tributary.topology.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.rules.Opening;
import io.tributary.topology.calendar.WindowCalendar.Hours;
import io.tributary.topology.calendar.WindowCalendar.Season;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class WindowCalendarTest {
    private static final ZoneId CHINA = ZoneId.of("Asia/Shanghai");
    private static final long MINUTE = 60_000;
    private static final int FIRST_YEAR = 2015;
    private static final int LAST_YEAR = 2030;

    private static final List<ZoneId> ZONES = List.of(
            CHINA,
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("America/Sao_Paulo"),
            ZoneId.of("America/New_York"),
            ZoneId.of("Australia/Lord_Howe"));

    /** Seasons over changes of the clock, ends of years, leap months, and none. */
    private static final List<List<String>> SEASONS = List.of(
            List.of("03-20", "04-02"),
            List.of("10-15", "11-05"),
            List.of("12-24", "01-06"),
            List.of("02", "03"),
            List.of("清明", "谷雨"),
            List.of("腊月二十三", "正月十五"),
            List.of("六月十六", "闰六月三十"),
            List.of("国庆节", "国庆节"),
            List.of("2025-03-01", "2025-04-15"));

    /** Days from which forty are looked at minute by minute. */
    private static final List<LocalDate> BEGINS = List.of(
            LocalDate.of(2025, 3, 5),
            LocalDate.of(2025, 10, 1),
            LocalDate.of(2025, 12, 15),
            LocalDate.of(2018, 10, 20),
            LocalDate.of(2018, 2, 1),
            LocalDate.of(2025, 7, 1),
            LocalDate.of(2026, 1, 20),
            LocalDate.of(2028, 2, 20));

    @Test
    void shouldBeOpenFromTheFirstMidnightToTheLast() {
        assertThat(around("腊月二十三", "正月十五", "2026-01-01T00:00", "2026-06-01T00:00"))
                .containsExactly("2026-02-10T00:00/2026-03-04T00:00");
        assertThat(around("11-16", "08-31", "2026-01-01T00:00", "2027-01-01T00:00"))
                .containsExactly("2025-11-16T00:00/2026-09-01T00:00", "2026-11-16T00:00/2027-09-01T00:00");
    }

    @Test
    void shouldOpenInALeapMonthOnlyInYearsThatHaveIt() {
        assertThat(around("闰六月初一", "闰六月三十", "2015-01-01T00:00", "2037-01-01T00:00"))
                .containsExactly(
                        "2017-07-23T00:00/2017-08-22T00:00",
                        "2025-07-25T00:00/2025-08-23T00:00",
                        "2036-07-23T00:00/2036-08-22T00:00");
        assertThat(around("六月初一", "闰六月三十", "2024-01-01T00:00", "2028-01-01T00:00"))
                .containsExactly("2025-06-25T00:00/2025-08-23T00:00");
    }

    @Test
    void shouldNotBeOpenForAYearWhenDaysAreOutOfOrder() {
        // 清明 is the 4th in some years and the 5th in others: from it to the 4th there is a day, or nothing.
        assertThat(around("清明", "04-04", "2023-01-01T00:00", "2027-01-01T00:00"))
                .containsExactly("2024-04-04T00:00/2024-04-05T00:00", "2025-04-04T00:00/2025-04-05T00:00");
    }

    @Test
    void shouldStayOpenPastMidnight() {
        WindowCalendar nights =
                new WindowCalendar(null, Set.of(DayOfWeek.FRIDAY), new Hours(22 * 60, 2 * 60), 1, CHINA);

        assertThat(shown(nights, "2026-03-01T00:00", "2026-03-15T00:00"))
                .containsExactly("2026-03-06T22:00/2026-03-07T02:00", "2026-03-13T22:00/2026-03-14T02:00");
        assertThat(shown(nights, "2026-03-07T01:00", "2026-03-07T01:30"))
                .as("whole, though it is asked about a part")
                .containsExactly("2026-03-06T22:00/2026-03-07T02:00");
    }

    private static List<String> around(String from, String to, String first, String last) {
        Season season = new Season(DayMark.Words.read(from), DayMark.Words.read(to));
        return shown(new WindowCalendar(season, Set.of(), null, 1, CHINA), first, last);
    }

    private static List<String> shown(WindowCalendar window, String first, String last) {
        return window
                .openings(
                        LocalDateTime.parse(first).atZone(CHINA).toInstant().toEpochMilli(),
                        LocalDateTime.parse(last).atZone(CHINA).toInstant().toEpochMilli())
                .stream()
                .map(each -> local(each.opensAt()) + "/" + local(each.closesAt()))
                .toList();
    }

    private static LocalDateTime local(long time) {
        return Instant.ofEpochMilli(time).atZone(CHINA).toLocalDateTime();
    }

    /** Minute by minute, the clock tells when a day's window opens and closes: as soon as it shows that minute or a later one. */
    @Property(tries = 150)
    void shouldBeOpenInJustTheMinutesThatAClockWouldSay(
            @ForAll @IntRange(min = 0, max = 4) int zoneIndex,
            @ForAll @IntRange(min = -1, max = 8) int seasonIndex,
            @ForAll @IntRange(min = 0, max = 7) int begin,
            @ForAll Set<DayOfWeek> weekdays,
            @ForAll @IntRange(min = -1, max = 47) int opens,
            @ForAll @IntRange(min = 1, max = 48) int closes) {
        ZoneId zone = ZONES.get(zoneIndex);
        List<String> days = seasonIndex < 0 ? null : SEASONS.get(seasonIndex);
        Season season =
                days == null ? null : new Season(DayMark.Words.read(days.get(0)), DayMark.Words.read(days.get(1)));
        Hours hours = opens < 0 || opens == closes ? null : new Hours(opens * 30, closes * 30);
        WindowCalendar window = new WindowCalendar(season, weekdays, hours, 1, zone);
        LocalDate first = BEGINS.get(begin);
        long from = first.atStartOfDay(zone).toInstant().toEpochMilli();
        int minutes = 40 * 1440;

        BitSet open = new BitSet();
        for (Opening each : window.openings(from, from + minutes * MINUTE)) {
            assertThat((each.opensAt() - from) % MINUTE).isZero();
            open.set((int) Math.max(0, (each.opensAt() - from) / MINUTE), (int)
                    Math.min(minutes, (each.closesAt() - from) / MINUTE));
        }
        assertThat(open).isEqualTo(byTheClock(zone, season, weekdays, hours, first, minutes));
    }

    private static BitSet byTheClock(
            ZoneId zone, Season season, Set<DayOfWeek> weekdays, Hours hours, LocalDate first, int minutes) {
        int before = 3 * 1440;
        long start = first.atStartOfDay(zone).toInstant().toEpochMilli() - before * MINUTE;
        List<LocalDateTime> clock = new ArrayList<>();
        for (int i = 0; i < before + minutes + 3 * 1440; i++) {
            clock.add(Instant.ofEpochMilli(start + i * MINUTE).atZone(zone).toLocalDateTime());
        }
        Set<DayOfWeek> named = weekdays.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : weekdays;
        Set<LocalDate> days = season == null ? Set.of() : daysOf(season);
        BitSet open = new BitSet();
        for (LocalDate day = first.minusDays(2); !day.isAfter(first.plusDays(42)); day = day.plusDays(1)) {
            if (named.contains(day.getDayOfWeek()) && (season == null || days.contains(day))) {
                LocalDateTime midnight = day.atTime(LocalTime.MIDNIGHT);
                int opens = seen(clock, midnight.plusMinutes(hours == null ? 0 : hours.opens()));
                int closes = seen(clock, midnight.plusMinutes(hours == null ? 1440 : hours.closes()));
                open.set(opens, Math.max(opens, closes));
            }
        }
        return open.get(before, before + minutes);
    }

    private static int seen(List<LocalDateTime> clock, LocalDateTime time) {
        int guess = (int) Math.max(0, ChronoUnit.MINUTES.between(clock.get(0), time) - 1440);
        for (int i = guess; i < clock.size(); i++) {
            if (!clock.get(i).isBefore(time)) {
                return i;
            }
        }
        return clock.size();
    }

    /** From each first day on, day by day to the next last day. */
    private static Set<LocalDate> daysOf(Season season) {
        Set<LocalDate> lasts = new HashSet<>();
        for (int year = FIRST_YEAR - 1; year <= LAST_YEAR + 1; year++) {
            season.to().in(year).map(Days::last).ifPresent(lasts::add);
        }
        Set<LocalDate> days = new HashSet<>();
        for (int year = FIRST_YEAR; year <= LAST_YEAR; year++) {
            Set<LocalDate> walked = new HashSet<>();
            LocalDate day = season.from().in(year).map(Days::first).orElse(null);
            while (day != null && walked.size() < 300) {
                walked.add(day);
                if (lasts.contains(day)) {
                    days.addAll(walked);
                    break;
                }
                day = day.plusDays(1);
            }
        }
        return days;
    }
}
