package io.tributary.domain.reward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.domain.reward.MarginalTiers.Tier;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class MarginalTiersTest {
    private static final MarginalTiers HALF_THEN_TENTH =
            new MarginalTiers(List.of(new Tier(10_000, 0.5), new Tier(50_000, 0.1)));

    @Test
    void shouldWaiveOfEachPartOfSalesWhatItsTierSays() {
        assertThat(HALF_THEN_TENTH.of(-5)).isZero();
        assertThat(HALF_THEN_TENTH.of(0)).isZero();
        assertThat(HALF_THEN_TENTH.of(9_999)).isEqualTo(4_999);
        assertThat(HALF_THEN_TENTH.of(10_000)).isEqualTo(5_000);
        assertThat(HALF_THEN_TENTH.of(20_000)).isEqualTo(6_000);
        assertThat(HALF_THEN_TENTH.of(Long.MAX_VALUE))
                .as("nothing beyond the last")
                .isEqualTo(9_000);
        assertThat(new MarginalTiers(List.of(new Tier(Long.MAX_VALUE, 1))).of(1_234_567_890_123L))
                .isEqualTo(1_234_567_890_123L);
    }

    @Test
    void shouldRefuseTiersThatDoNotRiseAndRatesThatAreNoShare() {
        assertThatThrownBy(() -> new MarginalTiers(List.of(new Tier(5, 0.1), new Tier(5, 0.2))))
                .hasMessage("tiers: a tier ends at 5, must end after the one before, at 5");
        assertThatThrownBy(() -> new Tier(5, 1.5)).hasMessage("rate: is 1.5, must be 0 to 1");
        assertThatThrownBy(() -> new Tier(5, Double.NaN)).hasMessageContaining("rate");
    }

    @Property
    void shouldRiseWithSalesAndNeverBeyondThem(
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long sales,
            @ForAll @LongRange(min = 0, max = 1_000_000L) long more) {
        long relief = HALF_THEN_TENTH.of(sales);
        assertThat(relief).isBetween(0L, sales);
        assertThat(HALF_THEN_TENTH.of(sales + more)).isBetween(relief, relief + more + 1);
    }
}
