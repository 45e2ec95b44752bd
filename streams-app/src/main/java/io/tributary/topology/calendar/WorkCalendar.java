package io.tributary.topology.calendar;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Map;

/** Which days are worked in China: Monday to Friday, but for days off, and the extra working days that make up for them. */
public final class WorkCalendar {
    /** Asked for each day of a span of each merchant, and the library takes long to look one up. */
    private static final Map<LocalDate, Boolean> KNOWN = ChineseCalendar.exceptions();

    private WorkCalendar() {}

    /** Whether a day is worked; of years whose days off are not known Monday to Friday are. */
    public static boolean isWorked(LocalDate day) {
        Boolean known = KNOWN.get(day);
        if (known != null) {
            return known;
        }
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }
}
