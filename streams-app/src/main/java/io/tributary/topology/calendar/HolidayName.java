package io.tributary.topology.calendar;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** China's public holidays. Where two fall together, their days off are those of both. */
enum HolidayName {
    NEW_YEAR("元旦", "New Year's Day"),
    SPRING_FESTIVAL("春节", "Spring Festival"),
    TOMB_SWEEPING("清明节", "Tomb-Sweeping Day"),
    LABOUR("劳动节", "Labour Day"),
    DRAGON_BOAT("端午节", "Dragon Boat Festival"),
    MID_AUTUMN("中秋节", "Mid-Autumn Festival", "国庆中秋"),
    NATIONAL("国庆节", "National Day", "国庆中秋");

    private final String zh;
    private final String en;
    private final Set<String> known;

    HolidayName(String zh, String en, String... together) {
        this.zh = zh;
        this.en = en;
        this.known = together.length == 0 ? Set.of(zh) : Set.of(zh, together[0]);
    }

    /** Whether days off that the library knows under a name are this holiday's. */
    boolean isKnownAs(String name) {
        return known.contains(name);
    }

    static Optional<HolidayName> of(String word) {
        return Arrays.stream(values())
                .filter(holiday -> holiday.zh.equals(word) || holiday.en.equalsIgnoreCase(word))
                .findFirst();
    }
}
