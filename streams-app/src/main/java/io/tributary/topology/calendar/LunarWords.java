package io.tributary.topology.calendar;

import java.time.DateTimeException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lunar dates in Chinese: 腊月二十三, 正月十五, 闰六月初一, 除夕. */
final class LunarWords {
    static final int MONTHS = 12;
    static final int LONGEST_MONTH = 30;

    private static final List<String> FIGURES = List.of("一", "二", "三", "四", "五", "六", "七", "八", "九", "十");
    private static final Pattern DATE = Pattern.compile("(闰?)(正|冬|腊|十[一二]?|[一二三四五六七八九])月(.{2,3})");
    private static final String LAST_DAY = "除夕";

    private LunarWords() {}

    static Optional<DayMark> read(String word) {
        if (word.equals(LAST_DAY)) {
            return Optional.of(date(MONTHS, false, LONGEST_MONTH));
        }
        Matcher date = DATE.matcher(word);
        return date.matches()
                ? Optional.of(date(month(date.group(2)), !date.group(1).isEmpty(), day(date.group(3))))
                : Optional.empty();
    }

    /**
     * @throws DateTimeException when there is no such day
     */
    static DayMark date(int month, boolean leap, int day) {
        if (month < 1 || month > MONTHS || day < 1 || day > LONGEST_MONTH) {
            throw new DateTimeException("no day " + day + " of month " + month);
        }
        return new DayMark.Lunar(month, leap, day);
    }

    private static int month(String word) {
        return switch (word) {
            case "正" -> 1;
            case "冬", "十一" -> 11;
            case "腊", "十二" -> 12;
            default -> FIGURES.indexOf(word) + 1;
        };
    }

    /** 初一 to 三十; the twenties are 廿一 or 二十一. */
    private static int day(String word) {
        String tens = word.substring(0, word.length() - 1);
        int ones = FIGURES.indexOf(word.substring(word.length() - 1)) + 1;
        if (ones == 0) {
            return 0;
        }
        return switch (tens) {
            case "初" -> ones;
            case "十" -> ones == 10 ? 0 : 10 + ones;
            case "二" -> ones == 10 ? 20 : 0;
            case "廿", "二十" -> ones == 10 ? 0 : 20 + ones;
            case "三" -> ones == 10 ? 30 : 0;
            default -> 0;
        };
    }
}
