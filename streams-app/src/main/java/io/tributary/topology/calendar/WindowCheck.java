package io.tributary.topology.calendar;

import io.tributary.domain.rules.Opening;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ProgrammeStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Whether windows make sense together, for their author: a rule that is in force already is never refused for it. */
public final class WindowCheck {
    /** Lunar and solar dates meet anew in 19 years. */
    private static final long OVERLAPS_YEARS = 20;

    /** The last moment that a programme can name: 2200-01-01 UTC, epoch milliseconds. */
    private static final long LATEST = 7_258_118_400_000L;

    /** Years looked at for a window's first opening: few at first, since most open soon. */
    private static final int[] LOOKS = {1, 5, 20, 200};

    private WindowCheck() {}

    private record Found(int window, Opening opening) {}

    /**
     * Returns when each window opens while the programme lasts, and no two are open together.
     *
     * @throws IllegalArgumentException naming the window
     */
    public static void require(Programme programme) {
        if (programme.getStatus() == ProgrammeStatus.ENDED) {
            return;
        }
        ZoneId zone = ZoneId.of(programme.getTimeZone());
        List<WindowCalendar> windows = Windows.calendars(programme.getWindows(), zone);
        long from = programme.getStartsAt();
        long to = programme.getEndsAt() == null ? LATEST : programme.getEndsAt();
        for (int i = 0; i < windows.size(); i++) {
            requireOpening(i, windows.get(i), from, to);
        }
        requireApart(windows, from, Math.min(to, later(from, OVERLAPS_YEARS)));
    }

    /** What an author should know of good windows, a line each. */
    public static List<String> warnings(Programme programme) {
        List<String> warnings = new ArrayList<>();
        int index = 0;
        for (WindowCalendar window : Windows.calendars(programme.getWindows(), ZoneId.of(programme.getTimeZone()))) {
            if (window.isOfHolidays()) {
                warnings.add("windows[" + index + "]: days off are known of " + ChineseCalendar.firstHolidayYear()
                        + " to " + ChineseCalendar.lastHolidayYear()
                        + "; from then on it stays closed until this software is updated");
            }
            index++;
        }
        return warnings;
    }

    private static void requireOpening(int index, WindowCalendar window, long from, long to) {
        for (int years : LOOKS) {
            if (!window.openings(from, Math.min(to, later(from, years))).isEmpty()) {
                return;
            }
        }
        throw new IllegalArgumentException("windows[" + index + "]: never opens while the programme lasts"
                + (window.isOfHolidays()
                        ? "; days off are known of " + ChineseCalendar.firstHolidayYear() + " to "
                                + ChineseCalendar.lastHolidayYear()
                        : ""));
    }

    private static void requireApart(List<WindowCalendar> windows, long from, long to) {
        List<Found> all = new ArrayList<>();
        for (int i = 0; i < windows.size(); i++) {
            int window = i;
            windows.get(i).openings(from, to).forEach(opening -> all.add(new Found(window, opening)));
        }
        all.sort(Comparator.comparingLong(found -> found.opening().opensAt()));
        for (int i = 1; i < all.size(); i++) {
            Found before = all.get(i - 1);
            Found after = all.get(i);
            if (after.opening().opensAt() < before.opening().closesAt()) {
                int later = Math.max(before.window(), after.window());
                int sooner = Math.min(before.window(), after.window());
                throw new IllegalArgumentException("windows[" + later + "]: is open together with windows[" + sooner
                        + "] from "
                        + Instant.ofEpochMilli(after.opening().opensAt())
                                .atZone(windows.get(later).zone())
                                .toOffsetDateTime()
                        + " on, must be apart from it");
            }
        }
    }

    private static long later(long time, long years) {
        return Instant.ofEpochMilli(time)
                .atOffset(ZoneOffset.UTC)
                .plus(years, ChronoUnit.YEARS)
                .toInstant()
                .toEpochMilli();
    }
}
