package io.tributary.topology.calendar;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A day of a window, or a few days that are named together, as a calendar finds it in each year. Years follow each other. */
sealed interface DayMark {

    /**
     * The days in a year, or nothing when there are none, or none are known.
     *
     * @param year of the solar calendar; for lunar dates of the lunar calendar, which begins in January or February
     */
    Optional<Days> in(int year);

    /** One day, once. */
    record Date(LocalDate day) implements DayMark {
        @Override
        public Optional<Days> in(int year) {
            return day.getYear() == year ? Optional.of(Days.of(day)) : Optional.empty();
        }
    }

    /** A day of each year; 29 February is the 28th where there is none. */
    record Yearly(MonthDay day) implements DayMark {
        @Override
        public Optional<Days> in(int year) {
            return Optional.of(Days.of(day.atYear(year)));
        }
    }

    /** A month of each year. */
    record Month(int month) implements DayMark {
        @Override
        public Optional<Days> in(int year) {
            YearMonth whole = YearMonth.of(year, month);
            return Optional.of(new Days(whole.atDay(1), whole.atEndOfMonth()));
        }
    }

    /** The day on which a solar term begins in China. */
    record Term(SolarTermName name) implements DayMark {
        @Override
        public Optional<Days> in(int year) {
            return Optional.of(Days.of(ChineseCalendar.term(name, year)));
        }
    }

    /** A date of the lunar calendar; of a leap month only in years that have it. */
    record Lunar(int month, boolean leap, int day) implements DayMark {
        @Override
        public Optional<Days> in(int year) {
            return ChineseCalendar.lunar(year, month, leap, day).map(Days::of);
        }
    }

    /** The days off for a public holiday of China, as far as they are known. */
    record Holiday(HolidayName name) implements DayMark {
        @Override
        public Optional<Days> in(int year) {
            return ChineseCalendar.holiday(name, year);
        }
    }

    /** What a person writes. */
    final class Words {
        private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
        private static final Pattern MONTH_DAY = Pattern.compile("\\d{2}-\\d{2}");
        private static final Pattern MONTH = Pattern.compile("\\d{1,2}");
        private static final Pattern LUNAR = Pattern.compile("(?i)lunar (leap )?(\\d{1,2})-(\\d{1,2})");

        private Words() {}

        /**
         * @throws IllegalArgumentException saying what a day can be
         */
        static DayMark read(String text) {
            String word = text.strip();
            try {
                return SolarTermName.of(word)
                        .<DayMark>map(Term::new)
                        .or(() -> HolidayName.of(word).map(Holiday::new))
                        .or(() -> LunarWords.read(word))
                        .orElseGet(() -> ofFigures(word));
            } catch (DateTimeException e) {
                throw new IllegalArgumentException("'" + text + "' is no day of the calendar", e);
            }
        }

        private static DayMark ofFigures(String word) {
            if (DATE.matcher(word).matches()) {
                return new Date(LocalDate.parse(word));
            }
            if (MONTH_DAY.matcher(word).matches()) {
                return new Yearly(MonthDay.parse("--" + word));
            }
            if (MONTH.matcher(word).matches()) {
                return new Month(java.time.Month.of(Integer.parseInt(word)).getValue());
            }
            Matcher lunar = LUNAR.matcher(word);
            if (lunar.matches()) {
                return LunarWords.date(
                        Integer.parseInt(lunar.group(2)), lunar.group(1) != null, Integer.parseInt(lunar.group(3)));
            }
            throw new IllegalArgumentException("'" + word + "' is no day: write a date (2026-05-01), a day of each year"
                    + " (05-01), a month (05), a solar term (清明 or Qingming), a lunar date (腊月二十三 or lunar 12-23) or a"
                    + " public holiday (国庆节 or National Day)");
        }
    }
}
