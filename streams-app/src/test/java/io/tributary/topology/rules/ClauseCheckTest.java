package io.tributary.topology.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.domain.LocalizedText;
import io.tributary.domain.eligibility.AttributeDeclarations;
import io.tributary.domain.eligibility.Clause;
import io.tributary.domain.eligibility.ClauseCheck;
import io.tributary.domain.eligibility.ClauseSamples;
import io.tributary.domain.eligibility.CompiledClause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClauseCheckTest {
    private static final long NOW = 1_772_380_800_000L;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "merchant.sizeClass in ['MICRO', 'SMALL']",
                "merchant.sizeClass == 'UNKNOWN'",
                "'AGRI' in merchant.tags || 'GREEN_FOOD' in merchant.tags",
                "merchant.tags.exists(tag, tag == 'AGRI')",
                "size(merchant.tags) > 0",
                "merchant.ageDays >= 0 && merchant.ageDays <= 180",
                "merchant.joinedAt > now - 86400000",
                "merchant.regionCode.startsWith('52')",
                "merchant.regionCode in lists['counties']",
                "merchant.regionCode in lists.counties",
                "'counties' in lists && merchant.regionCode in lists.counties",
                "merchant.categories.exists(c, c in ['tea', 'fruit'])",
                "merchant.creditGrade <= 'B' && merchant.creditGrade != ''",
                "merchant.satisfaction >= 1",
                "merchant.satisfaction >= 0.9",
                "merchant.violations == 0",
                "merchant.relatedEntityHash != ''",
                "!merchant.optOut"
            })
    void shouldTakeWhatMayHold(String expression) {
        assertThatCode(() -> ClauseCheck.require(clauses(expression))).doesNotThrowAnyException();
        assertThat(ClauseSamples.warnings(clauses(expression), Map.of(), AttributeDeclarations.NONE, NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // Neither true nor false.
                "merchant.violations                  | a clause must be true or false",
                "merchant.tags                        | a clause must be true or false",
                "1 + 1                                | a clause must be true or false",
                "'yes'                                | a clause must be true or false",
                "lists                                | a clause must be true or false",
                // Types that do not go together.
                "merchant.violations == 'zero'        | no matching overload",
                "merchant.violations == '0'           | no matching overload",
                "merchant.sizeClass > 3               | no matching overload",
                "merchant.sizeClass == true           | no matching overload",
                "merchant.optOut == 'no'              | no matching overload",
                "merchant.tags == 'AGRI'              | no matching overload",
                "'AGRI' in merchant.sizeClass         | no matching overload",
                "merchant.violations in lists         | no matching overload",
                "now > 'x'                            | no matching overload",
                // Fields that no merchant has.
                "merchant.ageDay > 3                  | merchant has no field ageDay; did you mean ageDays?",
                "merchant.sizeclass == 'MICRO'        | merchant has no field sizeclass; did you mean sizeClass?",
                "merchant.zzzzzzz == 1                | merchant has no field zzzzzzz; known are sizeClass, tags",
                "has(merchant.violation)              | merchant has no field violation; did you mean violations?",
                // Words that a field never says.
                "merchant.sizeClass == 'MIRCO'        | merchant.sizeClass is never 'MIRCO'; did you mean 'MICRO'?",
                "merchant.sizeClass != 'micro'        | merchant.sizeClass is never 'micro'; did you mean 'MICRO'?",
                "'SMAL' == merchant.sizeClass         | merchant.sizeClass is never 'SMAL'; did you mean 'SMALL'?",
                "merchant.sizeClass in ['MICRO', 'X'] | merchant.sizeClass is never 'X'; known are MICRO, SMALL",
                "['BIG'].exists(s, s == merchant.sizeClass) | merchant.sizeClass is never 'BIG'",
                "merchant.creditGrade == 'AAAA'       | merchant.creditGrade is never 'AAAA'; known are A, B, C, D",
                "merchant.creditGrade <= 'b'          | merchant.creditGrade is never 'b'; did you mean 'B'?",
                "merchant.regionCode == 'Guizhou'     | merchant.regionCode is never 'Guizhou': it is a GB/T 2260 code",
                // No CEL.
                "merchant.                            | at 1:10 of \"merchant.\"",
                "merchant.violations =                | at 1:21 of",
                "shop.size == 1                       | undeclared reference to 'shop'",
            })
    void shouldRefuseWhatCanNeverHoldAndSayWhatToWrite(String expression, String message) {
        assertThatThrownBy(() -> ClauseCheck.require(clauses("true", expression.trim())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("eligibility.c1: ")
                .hasMessageContaining(message == null ? "" : message)
                .satisfies(error -> assertThat(error.getMessage()).hasLineCount(1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "true",
                "merchant.violations >= 0",
                "merchant.violations < 0",
                "merchant.satisfaction > 1.0",
                "merchant.ageDays > 30 && merchant.ageDays < 30",
                "merchant.sizeClass != 'MICRO' || merchant.sizeClass != 'SMALL'",
                "'AGRI' in merchant.tags && size(merchant.tags) == 0",
                "merchant.optOut && !merchant.optOut",
                "merchant.joinedAt > now"
            })
    void shouldWarnOfWhatHoldsForAllOrForNone(String expression) {
        assertThat(ClauseSamples.warnings(clauses(expression), Map.of(), AttributeDeclarations.NONE, NOW))
                .singleElement()
                .asString()
                .startsWith("eligibility.c0: holds for ")
                .contains(expression);
    }

    @Test
    void shouldWarnOfClausesThatNobodyFulfilsTogether() {
        List<CompiledClause> clauses = clauses("merchant.ageDays < 30", "merchant.ageDays > 90");
        assertThat(ClauseSamples.warnings(clauses, Map.of(), AttributeDeclarations.NONE, NOW))
                .singleElement()
                .asString()
                .startsWith("eligibility: none of ");
    }

    @Test
    void shouldKnowTheListsThatAreNeeded() {
        List<CompiledClause> clauses = clauses(
                "merchant.regionCode in lists['counties'] || merchant.regionCode in lists.more", "!('any' in lists)");
        assertThat(ClauseCheck.lists(clauses)).containsExactly("counties", "more");
        assertThatCode(() -> ClauseCheck.requireLists(clauses, Set.of("counties", "more")))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ClauseCheck.requireLists(clauses, Set.of("countries", "more")))
                .hasMessage("eligibility.c0: there is no list 'counties'; did you mean countries?");
    }

    @Test
    void shouldDoubtTagsThatAreNearlyUsualOnes() {
        assertThat(ClauseCheck.doubts(clauses("'ARGI' in merchant.tags", "merchant.tags.exists(t, t == 'agri')")))
                .containsExactly(
                        "eligibility.c0: tag 'ARGI' is not a usual one; did you mean 'AGRI'?",
                        "eligibility.c1: tag 'agri' is not a usual one; did you mean 'AGRI'?");
        assertThat(ClauseCheck.doubts(clauses("'GREEN_FOOD' in merchant.tags && 'AGRI' in merchant.tags")))
                .isEmpty();
    }

    private static List<CompiledClause> clauses(String... expressions) {
        List<Clause> clauses = new ArrayList<>();
        for (String expression : expressions) {
            clauses.add(new Clause("c" + clauses.size(), expression, new LocalizedText("原因", "Reason")));
        }
        return CelClauses.get().compile(clauses);
    }
}
