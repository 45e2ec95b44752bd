package io.tributary.topology.calendar;

import com.tyme.holiday.LegalHoliday;
import com.tyme.lunar.LunarDay;
import com.tyme.lunar.LunarMonth;
import com.tyme.lunar.LunarYear;
import com.tyme.solar.SolarDay;
import com.tyme.solar.SolarTerm;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What the library tyme4j knows of solar terms, the lunar calendar and days off, as dates in China. */
final class ChineseCalendar {
    /** The library counts the terms of a year from the winter solstice before it. */
    private static final int TERMS = 24;

    private static final LocalDate FIRST_HOLIDAY = LocalDate.of(2001, 12, 29);

    /** Days off by year, as they are published each year for the next. */
    private static final Map<HolidayName, TreeMap<Integer, Days>> HOLIDAYS = holidays();

    private ChineseCalendar() {}

    static LocalDate term(SolarTermName name, int year) {
        return date(SolarTerm.fromIndex(year, name.ordinal() + 1).getSolarDay());
    }

    /**
     * A day of a lunar year; the last of its month where that is shorter.
     *
     * @return nothing when the year has no such leap month
     */
    static Optional<LocalDate> lunar(int year, int month, boolean leap, int day) {
        if (leap && LunarYear.fromYear(year).getLeapMonth() != month) {
            return Optional.empty();
        }
        int number = leap ? -month : month;
        int last = LunarMonth.fromYm(year, number).getDayCount();
        return Optional.of(
                date(LunarDay.fromYmd(year, number, Math.min(day, last)).getSolarDay()));
    }

    /** The days off for a holiday of a year, or nothing when they are not known. */
    static Optional<Days> holiday(HolidayName name, int year) {
        return Optional.ofNullable(HOLIDAYS.get(name).get(year));
    }

    /** The last year whose days off are known. */
    static int lastHolidayYear() {
        return HOLIDAYS.get(HolidayName.NEW_YEAR).lastKey();
    }

    /** The first year whose days off are known. */
    static int firstHolidayYear() {
        return HOLIDAYS.get(HolidayName.NEW_YEAR).firstKey();
    }

    /** Days that are off, false, and extra working days, true. */
    static Map<LocalDate, Boolean> exceptions() {
        Map<LocalDate, Boolean> all = new HashMap<>();
        for (LegalHoliday day = firstHoliday(); day != null; day = day.next(1)) {
            all.put(date(day.getDay()), day.isWork());
        }
        return Map.copyOf(all);
    }

    private static LegalHoliday firstHoliday() {
        return LegalHoliday.fromYmd(
                FIRST_HOLIDAY.getYear(), FIRST_HOLIDAY.getMonthValue(), FIRST_HOLIDAY.getDayOfMonth());
    }

    private static Map<HolidayName, TreeMap<Integer, Days>> holidays() {
        Map<HolidayName, TreeMap<Integer, Days>> all = new EnumMap<>(HolidayName.class);
        for (HolidayName name : HolidayName.values()) {
            all.put(name, new TreeMap<>());
        }
        for (LegalHoliday day = firstHoliday(); day != null; day = day.next(1)) {
            if (!day.isWork()) {
                add(all, day);
            }
        }
        return all;
    }

    private static void add(Map<HolidayName, TreeMap<Integer, Days>> all, LegalHoliday day) {
        for (HolidayName name : HolidayName.values()) {
            if (name.isKnownAs(day.getName())) {
                all.get(name)
                        .merge(
                                day.getTarget().getYear(),
                                Days.of(date(day.getDay())),
                                (a, b) -> new Days(a.first(), b.last()));
            }
        }
    }

    private static LocalDate date(SolarDay day) {
        return LocalDate.of(day.getYear(), day.getMonth(), day.getDay());
    }
}
