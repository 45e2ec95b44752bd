package io.tributary.domain.eligibility;

import static io.tributary.domain.eligibility.Attributes.DECLARED;
import static io.tributary.domain.eligibility.Attributes.declaration;
import static io.tributary.domain.eligibility.Attributes.merchant;
import static io.tributary.domain.eligibility.Attributes.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.domain.eligibility.AttributeDeclaration.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class AttributeDeclarationsTest {
    private static final long NOW = 1_772_380_800_000L;
    private static final long VALID = TimeUnit.HOURS.toMillis(72);

    @Test
    void shouldCountFromWhenItWasMeasuredUnlessItSaysWhenItExpires() {
        MerchantProfile measured = merchant(Map.of("gmv30d", value(5.0, NOW)));
        assertThat(DECLARED.known(measured, "gmv30d", NOW + VALID - 1)).isNotNull();
        assertThat(DECLARED.known(measured, "gmv30d", NOW + VALID)).isNull();
        MerchantProfile says = merchant(Map.of("gmv30d", new Attribute(5.0, NOW, NOW + 2 * VALID, 0)));
        assertThat(DECLARED.known(says, "gmv30d", NOW + 2 * VALID - 1)).isNotNull();
        assertThat(DECLARED.endOf(says, "gmv30d")).isEqualTo(NOW + 2 * VALID);
        assertThat(DECLARED.endOf(merchant(Map.of("score", value(5.0, NOW))), "score"))
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldNotKnowWhatIsAbsentUndeclaredOrOfAnotherType() {
        MerchantProfile odd = merchant(Map.of("gmv30d", value("many", NOW), "other", value(1.0, NOW)));
        assertThat(DECLARED.known(odd, "gmv30d", NOW)).isNull();
        assertThat(DECLARED.known(odd, "other", NOW)).isNull();
        assertThat(DECLARED.known(odd, "score", NOW)).isNull();
        assertThat(new Situation(odd, Map.of(), DECLARED, SizeTable.NONE, NOW).values())
                .containsEntry("attributes", Map.of());
    }

    @Property
    void shouldBeKnownJustUntilItsEnd(
            @ForAll @LongRange(min = -500_000_000, max = 500_000_000) long measured,
            @ForAll @LongRange(min = -500_000_000, max = 500_000_000) long later) {
        MerchantProfile merchant = merchant(Map.of("gmv30d", value(1.0, NOW + measured)));
        boolean known = DECLARED.known(merchant, "gmv30d", NOW + later) != null;
        assertThat(known).isEqualTo(NOW + later < DECLARED.endOf(merchant, "gmv30d"));
    }

    @Test
    void shouldRefuseWhatIsDeclaredTwiceOrOtherwiseThanTheSizeClassNeeds() {
        AttributeDeclaration score = declaration("score", Type.NUMBER, "", 0);
        assertThatThrownBy(() -> AttributeDeclarations.of(List.of(score, score)))
                .hasMessage("name: 'score' is declared twice");
        assertThatThrownBy(() -> declaration("30d", Type.NUMBER, "", 0)).hasMessageStartingWith("name: is '30d'");
        assertThatThrownBy(() -> AttributeDeclarations.of(List.of(declaration("staff", Type.TEXT, "", 0))))
                .hasMessageStartingWith("type: 'staff' must be NUMBER");
        assertThatThrownBy(() -> AttributeDeclarations.of(List.of(declaration("revenue", Type.NUMBER, "CNY", 0))))
                .hasMessageStartingWith("unit: 'revenue' must be in CNY minor units");
    }

    @Test
    void shouldSayWhatIsMeasured() {
        assertThat(DECLARED.meaning(Set.of("score")).zh()).isEqualTo("指标score");
        assertThat(DECLARED.meaning(Set.of("gone")).en()).isEqualTo("gone");
    }
}
