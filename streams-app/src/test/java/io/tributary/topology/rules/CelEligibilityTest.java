package io.tributary.topology.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.tributary.domain.LocalizedText;
import io.tributary.domain.eligibility.Clause;
import io.tributary.domain.eligibility.DecidedClause;
import io.tributary.domain.eligibility.Eligibility;
import io.tributary.domain.eligibility.MerchantProfile;
import io.tributary.domain.eligibility.MerchantProfile.Tag;
import io.tributary.domain.eligibility.Outcome;
import io.tributary.domain.eligibility.Situation;
import io.tributary.domain.lists.ListVersion;
import io.tributary.topology.ListSamples;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CelEligibilityTest {
    private static final long NOW = 1_772_380_800_000L;
    private static final long DAY = 86_400_000;
    private static final Map<String, ListVersion> LISTS =
            Map.of("counties", ListSamples.version("counties", 1, "522601", "530825"));
    private static final MerchantProfile PROFILE = new MerchantProfile(
            "SMALL",
            List.of(new Tag("AGRI", Long.MAX_VALUE), new Tag("SPECIALTY", NOW)),
            NOW - 30 * DAY,
            "522601",
            List.of("tea", "fruit"),
            "B",
            0.93,
            2,
            "owner",
            false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "merchant.sizeClass in ['MICRO', 'SMALL']",
                "'AGRI' in merchant.tags",
                "!('SPECIALTY' in merchant.tags)",
                "merchant.joinedAt < now",
                "merchant.ageDays == 30",
                "merchant.regionCode.startsWith('52')",
                "merchant.regionCode in lists.counties",
                "merchant.categories.exists(c, c == 'tea')",
                "merchant.creditGrade <= 'B'",
                "merchant.satisfaction >= 0.9",
                "merchant.violations < 3",
                "merchant.relatedEntityHash == 'owner'",
                "!merchant.optOut"
            })
    void shouldSeeEveryVariable(String expression) {
        assertThat(decide(expression).eligible()).isTrue();
    }

    @Test
    void shouldNameTheClausesThatFailed() {
        Outcome decision = decide("merchant.violations == 0", "true", "merchant.ageDays > 90");
        assertThat(decision.eligible()).isFalse();
        assertThat(decision.clauses()).extracting(DecidedClause::publishedId).containsExactly("c0", "c2");
    }

    @Test
    void shouldNameAllClausesWhenEligible() {
        assertThat(decide("true", "true").clauses())
                .extracting(DecidedClause::publishedId)
                .containsExactly("c0", "c1");
        assertThat(decide().eligible()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "merchant.regionCode in lists.unknown",
                "!(merchant.regionCode in lists.unknown)",
                "merchant.nothing == 1",
                "merchant.violations / 0 == 1",
                "merchant.sizeClass > 3",
                "merchant.violations"
            })
    void shouldNotHoldWhenItCannotBeEvaluatedAndSayThatItIsNotTheMerchantsFault(String expression) {
        Outcome decision = decide("merchant.violations == 0", expression, "true");
        assertThat(decision.eligible()).isFalse();
        assertThat(decision.clauses()).extracting(DecidedClause::publishedId).containsExactly("c0", "not-evaluated:c1");
        LocalizedText reason = decision.clauses()
                .get(1)
                .publishedReason(new LocalizedText("原因", "Reason"), new LocalizedText("无", "nothing"));
        assertThat(reason.en())
                .isEqualTo("The rule \"c1\" could not be evaluated: a fault of the platform's rules, not of the"
                        + " merchant's.");
        assertThat(reason.zh()).contains("c1").contains("与商家无关");
    }

    @ParameterizedTest
    @ValueSource(strings = {"merchant.", "a b", "'open"})
    void shouldRefuseWhatIsNoExpression(String expression) {
        assertThatThrownBy(() -> decide(expression))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("eligibility.c0: at 1:")
                .satisfies(error -> assertThat(error.getMessage()).hasLineCount(1));
    }

    /** Lists are long: who goes over the entries of one for each merchant takes too long. */
    @Test
    void shouldLookUpAValueByItsHash() throws CelEvaluationException {
        List<Object> asked = new ArrayList<>();
        List<String> entries = new AbstractList<>() {
            @Override
            public boolean contains(Object value) {
                asked.add(value);
                return "522601".equals(value);
            }

            @Override
            public String get(int index) {
                throw new AssertionError("entry " + index + " was read");
            }

            @Override
            public int size() {
                throw new AssertionError("entries were counted");
            }
        };
        CelRuntime.Program program = ((CelClause) CelClauses.get()
                        .compile(new Clause(
                                "c0", "merchant.regionCode in lists['counties']", new LocalizedText("原因", "Reason"))))
                .program();
        for (String region : List.of("522601", "533325")) {
            assertThat(program.eval(Map.of(
                            "merchant",
                            Map.of("regionCode", region),
                            "lists",
                            Map.of("counties", entries),
                            "now",
                            NOW)))
                    .isEqualTo(region.equals("522601"));
        }
        assertThat(asked).containsExactly("522601", "533325");
    }

    private static Outcome decide(String... expressions) {
        List<Clause> clauses = new ArrayList<>();
        for (String expression : expressions) {
            clauses.add(new Clause("c" + clauses.size(), expression, new LocalizedText("原因", "Reason")));
        }
        return new Eligibility(CelClauses.get().compile(clauses)).decide(new Situation(PROFILE, LISTS, NOW));
    }
}
