package io.tributary.topology.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DayMarkTest {

    @ParameterizedTest
    @CsvSource({
        "2026-05-01, 2026, 2026-05-01, 2026-05-01",
        "05-01, 2031, 2031-05-01, 2031-05-01",
        "02-29, 2027, 2027-02-28, 2027-02-28",
        "02-29, 2028, 2028-02-29, 2028-02-29",
        "02, 2028, 2028-02-01, 2028-02-29",
        "7, 2026, 2026-07-01, 2026-07-31",
        "清明, 2026, 2026-04-05, 2026-04-05",
        "qingming, 2024, 2024-04-04, 2024-04-04",
        "Grain Rain, 2026, 2026-04-20, 2026-04-20",
        "Frost’s descent, 2026, 2026-10-23, 2026-10-23",
        "小寒, 2026, 2026-01-05, 2026-01-05",
        "冬至, 2025, 2025-12-21, 2025-12-21",
        "正月初一, 2026, 2026-02-17, 2026-02-17",
        "正月十五, 2026, 2026-03-03, 2026-03-03",
        "腊月二十三, 2025, 2026-02-10, 2026-02-10",
        "腊月廿三, 2025, 2026-02-10, 2026-02-10",
        "除夕, 2025, 2026-02-16, 2026-02-16",
        "十二月三十, 2024, 2025-01-28, 2025-01-28",
        "六月初一, 2025, 2025-06-25, 2025-06-25",
        "闰六月初一, 2025, 2025-07-25, 2025-07-25",
        "闰六月三十, 2025, 2025-08-22, 2025-08-22",
        "lunar 6-01, 2025, 2025-06-25, 2025-06-25",
        "lunar leap 6-1, 2025, 2025-07-25, 2025-07-25",
        "八月十五, 2026, 2026-09-25, 2026-09-25",
        "冬月二十, 2026, 2026-12-28, 2026-12-28",
        "国庆节, 2026, 2026-10-01, 2026-10-07",
        "national day, 2025, 2025-10-01, 2025-10-08",
        "Mid-Autumn Festival, 2025, 2025-10-01, 2025-10-08",
        "春节, 2026, 2026-02-15, 2026-02-23",
        "清明节, 2026, 2026-04-04, 2026-04-06",
        "元旦, 2023, 2022-12-31, 2023-01-02",
    })
    void shouldFindDays(String word, int year, LocalDate first, LocalDate last) {
        assertThat(DayMark.Words.read(word).in(year)).contains(new Days(first, last));
    }

    @ParameterizedTest
    @CsvSource({"闰六月初一, 2026", "2026-05-01, 2027", "国庆节, 2027", "端午节, 2007"})
    void shouldFindNothingInOtherYears(String word, int year) {
        assertThat(DayMark.Words.read(word).in(year)).isEmpty();
    }

    /** When this fails after an update of the library, the documentation tells another year. */
    @Test
    void shouldKnowTheDaysOffOfTheseYears() {
        assertThat(ChineseCalendar.firstHolidayYear()).isEqualTo(2002);
        assertThat(ChineseCalendar.lastHolidayYear()).isEqualTo(2026);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "13",
                "0",
                "13-01",
                "02-30",
                "2026-02-29",
                "清",
                "腊月三十一",
                "十三月初一",
                "初一",
                "腊月十十",
                "lunar 13-01",
                "lunar 1-31",
                "春",
                "Monday",
                "",
                "2026",
                "05-1"
            })
    void shouldRefuseWhatIsNoDay(String word) {
        assertThatThrownBy(() -> DayMark.Words.read(word))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no day");
    }

    @ParameterizedTest
    @EnumSource
    void shouldKnowEachTermByTheLibrarysName(SolarTermName term) {
        assertThat(com.tyme.solar.SolarTerm.fromIndex(2026, term.ordinal() + 1).getName())
                .isEqualTo(term.zh());
        assertThat(SolarTermName.of(term.name().toLowerCase())).contains(term);
        assertThat(DayMark.Words.read(term.zh()).in(2026).orElseThrow().first().getYear())
                .isEqualTo(2026);
    }
}
