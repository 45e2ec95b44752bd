package io.tributary.topology.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.LocalizedText;
import io.tributary.domain.eligibility.Clause;
import io.tributary.domain.eligibility.ClauseReading;
import io.tributary.domain.eligibility.ClauseReading.Comparison;
import io.tributary.domain.eligibility.ClauseReading.TimeUse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CelReadingTest {
    @Test
    void shouldKnowTheAgesThatAClauseComparesWith() {
        ClauseReading reading = read("merchant.ageDays >= 0 && 180 >= merchant.ageDays");
        assertThat(reading.time()).isEqualTo(new TimeUse(List.of(0L, 180L), List.of(), false, false));
        assertThat(reading.dependsOnTime()).isTrue();
        assertThat(reading.fields()).containsExactly("ageDays");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "merchant.ageDays % 7 == 0",
                "merchant.ageDays > 90.5",
                "merchant.ageDays > merchant.violations",
                "merchant.ageDays in [1, 2]"
            })
    void shouldKnowThatAnyDayMayMatterToWhatReckonsWithTheAge(String expression) {
        assertThat(read(expression).time().anyDay()).isTrue();
    }

    @Test
    void shouldKnowTheMomentsThatAClauseComparesWith() {
        assertThat(read("now < 1772380800000").time())
                .isEqualTo(new TimeUse(List.of(), List.of(1_772_380_800_000L), false, false));
        assertThat(read("merchant.joinedAt > now - 86400000").time().anyTime()).isTrue();
        assertThat(read("merchant.joinedAt < now").time().anyTime()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"merchant.violations == 0", "merchant.joinedAt > 1772380800000", "'x' in lists", "true"})
    void shouldKnowWhatDoesNotDependOnTime(String expression) {
        assertThat(read(expression).dependsOnTime()).isFalse();
    }

    @Test
    void shouldKnowThatTagsEnd() {
        assertThat(read("'AGRI' in merchant.tags").dependsOnTime()).isTrue();
        assertThat(read("has(merchant.tags)").dependsOnTime()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "merchant.regionCode in lists['counties']",
                "merchant.regionCode in lists.counties",
                "!(merchant.regionCode in lists['counties']) || has(lists.counties)",
                "'counties' in lists && merchant.regionCode in lists['counties']",
                "merchant.tags.exists(t, t in lists['tags'])"
            })
    void shouldKnowThatAListIsOnlyLookedUpIn(String expression) {
        ClauseReading reading = read(expression);
        assertThat(reading.time().anyEntry()).isFalse();
        assertThat(reading.lists()).hasSize(1);
        assertThat(reading.dependsOnTime()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'522628' in lists['counties']",
                "lists['counties'].exists(code, code == merchant.regionCode)",
                "size(lists['counties']) > 2",
                "lists.counties.size() > 2",
                "merchant.regionCode in lists[merchant.creditGrade]",
                "merchant.regionCode + '00' in lists['counties']",
                "lists.exists(name, merchant.regionCode in lists[name])",
                "lists['counties'] == ['522628']",
                "merchant.regionCode in (lists['counties'] + lists['more'])",
                "lists['counties'][0] == merchant.regionCode"
            })
    void shouldKnowThatAnyEntryMayMatterToOtherUsesOfLists(String expression) {
        assertThat(read(expression).time().anyEntry()).isTrue();
        assertThat(read(expression).dependsOnTime()).isTrue();
    }

    /** Types say what is the merchant's, not names. */
    @Test
    void shouldNotTakeAVariableForTheMerchant() {
        ClauseReading reading = read("merchant.categories.exists(merchant, merchant == 'tea')");
        assertThat(reading.fields()).containsExactly("categories");
        assertThat(reading.comparisons()).containsExactly(new Comparison("categories", "tea"));
    }

    @Test
    void shouldCompileAClauseOnce() {
        Clause clause = clause("merchant.violations == 0");
        assertThat(CelClauses.get().compile(clause))
                .isSameAs(CelClauses.get().compile(clause("merchant.violations == 0")));
    }

    private static ClauseReading read(String expression) {
        var compiled = CelClauses.get().compile(clause(expression));
        assertThat(compiled.fault()).isEmpty();
        return compiled.reading();
    }

    private static Clause clause(String expression) {
        return new Clause("c", expression, new LocalizedText("原因", "Reason"));
    }
}
