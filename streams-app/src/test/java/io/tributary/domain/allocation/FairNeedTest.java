package io.tributary.domain.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tributary.domain.allocation.FairNeed.Field;
import io.tributary.domain.allocation.FairNeed.Need;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class FairNeedTest {
    private static final FairNeed SURE = new FairNeed(0.05, 1, 15, 0, 0.3, 7.5, 140, 0.7);

    @Test
    void shouldAddItsThreePartsUp() {
        // r = 1, m = 1: half = 1/2, last = 0.3 · 1, share = 0.7 · (1 - ln 1).
        assertThat(SURE.need(100, 100, new Field(1, 1)).value()).isCloseTo(0.5 + 0.3 + 0.7, within(1e-12));
    }

    @Test
    void shouldNotBeSharpAboutWhatMayBeChance() {
        Field field = new Field(0.01, 0.01);
        Need few = FairNeed.STANDARD.need(0, 100, field);
        Need many = FairNeed.STANDARD.need(0, 100_000, field);

        assertThat(few.value()).as("none of one expected").isLessThan(many.value());
    }

    @Test
    void shouldLimitTheNeedOfThoseWhoGotNothing() {
        Need need = SURE.need(0, 1e9, new Field(1e6, 1e6));

        assertThat(need.value()).isBetween(0.3 * 140, 0.3 * 140 + 1 + 0.7 * 20);
    }

    @Property
    void shouldFallWithProgress(
            @ForAll @DoubleRange(min = 0, max = 3) double progress,
            @ForAll @DoubleRange(min = 0.01, max = 1) double more,
            @ForAll @DoubleRange(min = 0.01, max = 2) double mean) {
        Field field = new Field(mean, 0.8 * mean);

        Need behind = SURE.need(100 * progress, 100, field);
        Need ahead = SURE.need(100 * (progress + more), 100, field);

        assertThat(ahead.value()).isLessThanOrEqualTo(behind.value()).isNotNegative();
    }

    @Property
    void shouldNotDependOnTheSizeOfGrantsWhenNothingIsInDoubt(
            @ForAll @DoubleRange(min = 0, max = 3) double progress,
            @ForAll @DoubleRange(min = 1, max = 1_000_000) double grant) {
        Field field = new Field(1, 0.7);

        double expected = SURE.need(progress, 1, field).value();

        assertThat(SURE.need(progress * grant, grant, field).value())
                .isCloseTo(expected, within(1e-9 * (1 + expected)));
    }

    @Property
    void shouldTellHowFastItFalls(@ForAll @DoubleRange(min = 0.2, max = 2) double progress) {
        Field field = new Field(1, 0.8);
        double step = 1e-6;
        Need need = SURE.need(100 * progress, 100, field);
        double further = SURE.need(100 * (progress + step), 100, field).value();

        double slope = -(Math.log(further) - Math.log(need.value()))
                / (Math.log(progress + step + 0.05) - Math.log(progress + 0.05));

        assertThat(need.elasticity()).isCloseTo(slope, within(1e-3 * (1 + slope)));
    }

    @Test
    void shouldCompareWithAMerchantAtTheMean() {
        Field field = new Field(0.5, 0.5);

        assertThat(FairNeed.STANDARD.relative(50, 100, field)).isEqualTo(1);
        assertThat(FairNeed.STANDARD.relative(20, 100, field)).isGreaterThan(2);
        assertThat(FairNeed.STANDARD.relative(80, 100, field)).isLessThan(1);
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FairNeed(0, 1, 15, 0, 0.3, 7.5, 140, 0.7))
                .withMessage("fair need: offset is 0.0, must be above 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Field(Double.NaN, 1));
    }
}
