package io.tributary.domain.eligibility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeTableTest {
    /** 10,000 CNY in minor units. */
    private static final double UNIT = 1_000_000;

    private static final List<String> SIZES = List.of("MICRO", "SMALL", "MEDIUM", "LARGE");
    private static final SizeTable TABLE = SizeTable.of(List.of(
            "agriculture large - 20000",
            "agriculture medium - 500",
            "agriculture small - 50",
            "retail small 10 100",
            "retail large 300 20000",
            "retail medium 50 500"));

    @ParameterizedTest
    @CsvSource({
        "300, 20000, LARGE",
        "299, 20000, MEDIUM",
        "300, 19999, MEDIUM",
        "50,  500,   MEDIUM",
        "49,  500,   SMALL",
        "50,  499,   SMALL",
        "10,  100,   SMALL",
        "9,   100,   MICRO",
        "10,  99,    MICRO",
        "0,   0,     MICRO",
        // A large revenue does not make up for few people.
        "5,   90000, MICRO"
    })
    void shouldAskForBothAtTheBoundaries(double staff, double revenue, String size) {
        assertThat(TABLE.sizeClass("retail", staff, revenue * UNIT)).contains(size);
    }

    @Test
    void shouldAskForRevenueOnlyWhereTheTableDoes() {
        assertThat(TABLE.sizeClass("agriculture", Double.NaN, 500 * UNIT)).contains("MEDIUM");
        assertThat(TABLE.sizeClass("agriculture", Double.NaN, 500 * UNIT - 1)).contains("SMALL");
        assertThat(TABLE.sizeClass("agriculture", 1, 49 * UNIT)).contains("MICRO");
    }

    @Test
    void shouldComputeNothingFromWhatIsNotKnown() {
        assertThat(TABLE.sizeClass("mining", 10, UNIT)).isEmpty();
        assertThat(TABLE.sizeClass("retail", Double.NaN, UNIT)).isEmpty();
        assertThat(TABLE.sizeClass("retail", 10, Double.NaN)).isEmpty();
        assertThat(SizeTable.NONE.sizeClass("retail", 10, UNIT)).isEmpty();
    }

    /** The class is the lower one of those that staff and revenue come to by themselves. */
    @Property
    void shouldBeTheLowerOfTheClassesByEither(
            @ForAll @IntRange(max = 400) int staff, @ForAll @IntRange(max = 25_000) int revenue) {
        int byStaff = place(TABLE.sizeClass("retail", staff, 1e15).orElseThrow());
        int byRevenue = place(TABLE.sizeClass("retail", 1e9, revenue * UNIT).orElseThrow());
        assertThat(place(TABLE.sizeClass("retail", staff, revenue * UNIT).orElseThrow()))
                .isEqualTo(Math.min(byStaff, byRevenue));
    }

    /** More people or money never make a business smaller. */
    @Property
    void shouldNeverShrinkByGrowth(
            @ForAll @IntRange(max = 400) int staff,
            @ForAll @IntRange(max = 25_000) int revenue,
            @ForAll @IntRange(max = 50) int people,
            @ForAll @IntRange(max = 5_000) int money) {
        assertThat(place(TABLE.sizeClass("retail", staff + people, (revenue + money) * UNIT)
                        .orElseThrow()))
                .isGreaterThanOrEqualTo(
                        place(TABLE.sizeClass("retail", staff, revenue * UNIT).orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "retail medium 50            | 'retail medium 50' must be: industry class staff revenue",
                "retail huge 50 500          | 'retail huge 50 500' 'huge' is none of large, medium and small",
                "retail medium many 500      | 'retail medium many 500' 'many' must be a whole number",
                "retail medium 50 500        | 'retail' has no thresholds of large"
            })
    void shouldNameTheEntryThatIsWrong(String entry, String message) {
        assertThatThrownBy(() -> SizeTable.of(List.of(entry))).hasMessageStartingWith(message);
    }

    @Test
    void shouldRefuseClassesOutOfOrderOrTwice() {
        assertThatThrownBy(() -> SizeTable.of(List.of("a large 10 10", "a medium 20 5", "a small 1 1")))
                .hasMessage("'a' medium asks for more than the class above it");
        assertThatThrownBy(() -> SizeTable.of(List.of("a large 10 10", "a large 10 10")))
                .hasMessageContaining("is in the table already");
    }

    private static int place(String size) {
        return SIZES.indexOf(size);
    }
}
