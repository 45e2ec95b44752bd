package io.tributary.topology.calendar;

import io.tributary.domain.rules.Openings;
import io.tributary.programmes.v1.SupportWindow;
import io.tributary.programmes.v1.Weekday;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Windows, from records to calendars. */
public final class Windows {
    private static final Pattern TIME_OF_DAY = Pattern.compile("([01]\\d|2[0-3]):([0-5]\\d)|24:00");
    private static final int HOUR_MINUTES = 60;
    private static final int DAY_MINUTES = 1440;

    private Windows() {}

    /**
     * When the windows are open.
     *
     * @param zone the programme's
     * @throws IllegalArgumentException naming the window, its field and what it must be
     */
    public static Openings read(List<SupportWindow> windows, ZoneId zone) {
        return windows.isEmpty() ? Openings.ALWAYS : new Openings(calendars(windows, zone));
    }

    static List<WindowCalendar> calendars(List<SupportWindow> windows, ZoneId zone) {
        List<WindowCalendar> calendars = new ArrayList<>();
        for (SupportWindow window : windows) {
            calendars.add(calendar("windows[" + calendars.size() + "]", window, zone));
        }
        return calendars;
    }

    private static WindowCalendar calendar(String path, SupportWindow window, ZoneId zone) {
        WindowCalendar.Season season = season(path, window);
        WindowCalendar.Hours hours = hours(path, window);
        Set<DayOfWeek> weekdays = EnumSet.noneOf(DayOfWeek.class);
        for (Weekday each : window.getWeekdays()) {
            if (each == Weekday.UNKNOWN) {
                throw new IllegalArgumentException(path + ".weekdays: has a day that this version does not know");
            }
            weekdays.add(DayOfWeek.valueOf(each.name()));
        }
        if (season == null && hours == null && weekdays.isEmpty()) {
            throw new IllegalArgumentException(path + ": is always open, must have from and to, weekdays, or opens and"
                    + " closes; a programme without windows is always open");
        }
        return new WindowCalendar(season, weekdays, hours, window.getPace(), zone);
    }

    private static WindowCalendar.Season season(String path, SupportWindow window) {
        requireBoth(path, "from", window.getFrom(), "to", window.getTo());
        if (window.getFrom() == null) {
            return null;
        }
        DayMark from = at(path + ".from", () -> DayMark.Words.read(window.getFrom()));
        DayMark to = at(path + ".to", () -> DayMark.Words.read(window.getTo()));
        return at(path + ".to", () -> new WindowCalendar.Season(from, to));
    }

    private static WindowCalendar.Hours hours(String path, SupportWindow window) {
        requireBoth(path, "opens", window.getOpens(), "closes", window.getCloses());
        if (window.getOpens() == null) {
            return null;
        }
        int opens = at(path + ".opens", () -> minute(window.getOpens(), DAY_MINUTES - 1));
        int closes = at(path + ".closes", () -> minute(window.getCloses(), DAY_MINUTES));
        return at(path + ".closes", () -> new WindowCalendar.Hours(opens, closes));
    }

    private static int minute(String text, int most) {
        Matcher time = TIME_OF_DAY.matcher(text);
        boolean known = time.matches();
        int minute = !known || time.group(1) == null
                ? DAY_MINUTES
                : HOUR_MINUTES * Integer.parseInt(time.group(1)) + Integer.parseInt(time.group(2));
        if (!known || minute > most) {
            throw new IllegalArgumentException("is '" + text + "', must be a local time from 00:00 to "
                    + (most == DAY_MINUTES ? "24:00" : "23:59"));
        }
        return minute;
    }

    private static void requireBoth(String path, String first, String a, String second, String b) {
        if ((a == null) != (b == null)) {
            String missing = a == null ? first : second;
            String given = a == null ? second : first;
            throw new IllegalArgumentException(path + "." + given + ": has no " + missing + " that goes with it");
        }
    }

    private static <T> T at(String path, Supplier<T> made) {
        try {
            return made.get();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(path + ": " + e.getMessage(), e);
        }
    }
}
