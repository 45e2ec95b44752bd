package io.tributary.topology.calendar;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The 24 solar terms, in the order of the solar year, in Chinese, in pinyin and in English. */
enum SolarTermName {
    XIAOHAN("小寒", "Minor Cold"),
    DAHAN("大寒", "Major Cold"),
    LICHUN("立春", "Beginning of Spring"),
    YUSHUI("雨水", "Rain Water"),
    JINGZHE("惊蛰", "Awakening of Insects"),
    CHUNFEN("春分", "Spring Equinox"),
    QINGMING("清明", "Pure Brightness"),
    GUYU("谷雨", "Grain Rain"),
    LIXIA("立夏", "Beginning of Summer"),
    XIAOMAN("小满", "Grain Buds"),
    MANGZHONG("芒种", "Grain in Ear"),
    XIAZHI("夏至", "Summer Solstice"),
    XIAOSHU("小暑", "Minor Heat"),
    DASHU("大暑", "Major Heat"),
    LIQIU("立秋", "Beginning of Autumn"),
    CHUSHU("处暑", "End of Heat"),
    BAILU("白露", "White Dew"),
    QIUFEN("秋分", "Autumn Equinox"),
    HANLU("寒露", "Cold Dew"),
    SHUANGJIANG("霜降", "Frost's Descent"),
    LIDONG("立冬", "Beginning of Winter"),
    XIAOXUE("小雪", "Minor Snow"),
    DAXUE("大雪", "Major Snow"),
    DONGZHI("冬至", "Winter Solstice");

    private final String zh;
    private final String en;

    SolarTermName(String zh, String en) {
        this.zh = zh;
        this.en = en;
    }

    String zh() {
        return zh;
    }

    static Optional<SolarTermName> of(String word) {
        return Arrays.stream(values())
                .filter(term -> term.zh.equals(word) || is(term.name(), word) || is(term.en, word))
                .findFirst();
    }

    private static boolean is(String name, String word) {
        return plain(name).equals(plain(word));
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replaceAll("[\\s'’-]", "");
    }
}
