package io.tributary.topology.calendar;

import com.tyme.holiday.LegalHoliday;
import java.time.DayOfWeek;
import java.time.LocalDate;

/** Which days are worked in China: Monday to Friday, but for days off, and the extra working days that make up for them. */
public final class WorkCalendar {
    private WorkCalendar() {}

    /** Whether a day is worked; of years whose days off are not known Monday to Friday are. */
    public static boolean isWorked(LocalDate day) {
        LegalHoliday known = LegalHoliday.fromYmd(day.getYear(), day.getMonthValue(), day.getDayOfMonth());
        if (known != null) {
            return known.isWork();
        }
        return day.getDayOfWeek() != DayOfWeek.SATURDAY && day.getDayOfWeek() != DayOfWeek.SUNDAY;
    }
}
