package io.tributary.topology.rules;

import static io.tributary.domain.eligibility.Attributes.DECLARED;
import static io.tributary.domain.eligibility.Attributes.merchant;
import static io.tributary.domain.eligibility.Attributes.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.domain.LocalizedText;
import io.tributary.domain.eligibility.AttributeDeclaration;
import io.tributary.domain.eligibility.AttributeDeclaration.Subject;
import io.tributary.domain.eligibility.AttributeDeclaration.Type;
import io.tributary.domain.eligibility.AttributeDeclaration.Validity;
import io.tributary.domain.eligibility.AttributeDeclarations;
import io.tributary.domain.eligibility.Clause;
import io.tributary.domain.eligibility.ClauseCheck;
import io.tributary.domain.eligibility.ClauseSamples;
import io.tributary.domain.eligibility.CompiledClause;
import io.tributary.domain.eligibility.MerchantProfile;
import io.tributary.domain.eligibility.Situation;
import io.tributary.domain.eligibility.SizeTable;
import io.tributary.domain.eligibility.Verdict;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CelAttributesTest {
    private static final long NOW = 1_772_380_800_000L;
    private static final MerchantProfile MERCHANT =
            merchant(Map.of("gmv30d", value(5_000.0, NOW), "industry", value("retail", NOW), "own", value(true, NOW)));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "merchant.attributes['gmv30d'] > 1000 | HOLDS",
                "merchant.attributes[\"gmv30d\"] < 1000.5 | FAILS",
                "merchant.attributes.gmv30d / 2.0 == 2500.0 | HOLDS",
                "merchant.attributes['industry'] in ['retail', 'catering'] | HOLDS",
                "merchant.attributes['own'] | HOLDS",
                "[1, 2].exists(each, double(each) * merchant.attributes['gmv30d'] == 10000.0) | HOLDS",
                "merchant.attributes['score'] > 1 | UNKNOWN",
                "merchant.attributes['own'] ? true : merchant.attributes['score'] > 1 | UNKNOWN"
            })
    void shouldReadAttributesByTheirTypes(String expression, Verdict verdict) {
        CompiledClause clause = CelClauses.get().compile(clause(expression), DECLARED);
        ClauseCheck.requireDeclared(List.of(clause), DECLARED);
        ClauseCheck.require(List.of(clause));
        assertThat(clause.verdict(new Situation(MERCHANT, Map.of(), DECLARED, SizeTable.NONE, NOW)))
                .isEqualTo(verdict);
        assertThat(clause.reading().lists()).contains(AttributeDeclarations.LIST);
        assertThat(clause.reading().fields()).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsNotDeclaredWithTheNearestName() {
        CompiledClause clause = CelClauses.get().compile(clause("merchant.attributes['gmv3d'] > 1.0"), DECLARED);
        assertThatThrownBy(() -> ClauseCheck.requireDeclared(List.of(clause), DECLARED))
                .hasMessage("eligibility.c: no attribute gmv3d is declared; did you mean gmv30d?");
        assertThat(clause.verdict(new Situation(MERCHANT, Map.of(), DECLARED, SizeTable.NONE, NOW)))
                .as("a fault of the rules")
                .isEqualTo(Verdict.NOT_EVALUATED);
    }

    @Test
    void shouldRefuseClausesAboutPricesAndWhatMerchantsBuy() {
        for (Subject subject : List.of(Subject.PRICE, Subject.PAID_SERVICE)) {
            AttributeDeclarations declared = AttributeDeclarations.of(List.of(new AttributeDeclaration(
                    "asked", Type.NUMBER, "", new LocalizedText("数", "figure"), new Validity(0, 0), subject)));
            CompiledClause clause = CelClauses.get()
                    .compile(clause("merchant.violations == 0 || merchant.attributes['asked'] > 1.0"), declared);
            assertThatThrownBy(() -> ClauseCheck.requireDeclared(List.of(clause), declared))
                    .hasMessage("eligibility.c: may not ask for asked, which is about " + subject.refusal());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "merchant.attributes['gmv30d'] == 'many'                    | at 1:31 of",
                "merchant.attributes['industry'] > 3                        | at 1:33 of",
                "merchant.attributes['gmv30d']                              | at 1:20 of",
                "merchant.violations == 0 && !merchant.attributes['gmv30d'] | at 1:29 of"
            })
    void shouldRefuseAnotherTypeAtItsPlace(String expression, String place) {
        List<CompiledClause> clauses = CelClauses.get().compile(List.of(clause(expression)), DECLARED);
        assertThatThrownBy(() -> ClauseCheck.require(clauses))
                .hasMessageStartingWith("eligibility.c: " + place)
                .hasMessageNotContaining("\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "merchant.attributes['gmv' + '30d'] > 1.0",
                "merchant.attributes[merchant.sizeClass] == 'x'",
                "'gmv30d' in merchant.attributes",
                "size(merchant.attributes) > 0"
            })
    void shouldRefuseWhatDoesNotSayWhichAttribute(String expression) {
        List<CompiledClause> clauses = CelClauses.get().compile(List.of(clause(expression)), DECLARED);
        assertThatThrownBy(() -> ClauseCheck.require(clauses)).hasMessageStartingWith("eligibility.c: at 1:");
    }

    /** The pool takes a programme whatever is declared: which of both it reads first must not matter. */
    @Test
    void shouldTakeAnyTypeWhereItIsNotKnownWhatIsDeclared() {
        CompiledClause clause = CelClauses.get().compile(clause("merchant.attributes['new'] == 'many'"));
        assertThat(clause.fault()).isEmpty();
        assertThat(clause.reading().attributes()).containsExactly("new");
        ClauseCheck.require(List.of(clause));
    }

    @Test
    void shouldCompileAClauseOnceForTheSameDeclarations() {
        Clause clause = clause("merchant.attributes['own']");
        assertThat(CelClauses.get().compile(clause, DECLARED))
                .isSameAs(CelClauses.get().compile(clause, DECLARED));
        assertThat(CelClauses.get().compile(clause, AttributeDeclarations.NONE))
                .isNotSameAs(CelClauses.get().compile(clause, DECLARED));
    }

    @Test
    void shouldWarnOfAClauseThatHoldsForNobody() {
        List<CompiledClause> good =
                CelClauses.get().compile(List.of(clause("merchant.attributes.gmv30d > 7")), DECLARED);
        assertThat(ClauseSamples.warnings(good, Map.of(), DECLARED, NOW)).isEmpty();
        List<CompiledClause> never = CelClauses.get()
                .compile(List.of(clause("merchant.attributes.gmv30d > 7 && merchant.attributes.gmv30d < 2")), DECLARED);
        assertThat(ClauseSamples.warnings(never, Map.of(), DECLARED, NOW))
                .singleElement()
                .asString()
                .startsWith("eligibility.c: holds for none of");
    }

    private static Clause clause(String expression) {
        return new Clause("c", expression, new LocalizedText("原因", "Reason"));
    }
}
