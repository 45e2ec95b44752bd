package io.tributary.domain.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PacerTest {
    private static final PacerSettings SETTINGS = PacerSettings.standard(12, 1);

    /** Shows a merchant at random, e times as often per unit of level; full supply is eight times the grant. */
    private static final class Market {
        private final Random random = new Random(3);
        private final double grant;
        private final double usualLevel;
        private final Pacer pacer = new Pacer(0);
        private int shown;
        private double worst;

        Market(double grant, double usualLevel) {
            this.grant = grant;
            this.usualLevel = usualLevel;
        }

        void day() {
            shown = 0;
            worst = 0;
            pacer.startPeriod();
            int steps = 20_000;
            for (int step = 0; step < steps; step++) {
                double planned = (double) step / steps;
                double level = pacer.update(SETTINGS, shown, grant, planned, 0);
                double rate = grant * Math.min(8, Math.exp(level - usualLevel));
                if (pacer.isDue(SETTINGS, shown, grant) && random.nextDouble() < rate / steps) {
                    shown++;
                }
                worst = Math.max(worst, Math.abs(shown - grant * planned));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 12, 40, 130, 400, 1300})
    void shouldDeliverTheGrantOnPlanWhateverItsSize(int grant) {
        Market market = new Market(grant, 4);
        market.day();

        market.day();

        assertThat(market.shown).isBetween(grant - 1, grant);
        assertThat(market.worst).isLessThan(4 + 0.03 * grant);
    }

    @Test
    void shouldLearnTheLevelThatNeedsNoCorrection() {
        Market market = new Market(400, 4);
        market.day();

        market.day();

        market.pacer.startPeriod();
        assertThat(market.pacer.level()).isCloseTo(4, within(0.7));
    }

    @Property(tries = 200)
    void shouldStayWithinBoundsAndFallWithWhatWasShown(
            @ForAll @DoubleRange(min = 0, max = 2000) double total,
            @ForAll @DoubleRange(min = 0, max = 2000) double grant,
            @ForAll @DoubleRange(min = 0, max = 1) double planned,
            @ForAll @DoubleRange(min = -5, max = 5) double common) {
        double level = new Pacer(6).update(SETTINGS, total, grant, planned, common);
        double more = new Pacer(6).update(SETTINGS, total + 1, grant, planned, common);

        assertThat(level).isBetween(0.0, 12.0);
        assertThat(more).isBetween(0.0, level);
    }

    @Property(tries = 200)
    void shouldNeverBeDueBeyondTheGrantOrFarAheadOfPlan(
            @ForAll @IntRange(max = 2000) int total,
            @ForAll @IntRange(max = 2000) int grant,
            @ForAll @DoubleRange(min = 0, max = 1) double planned) {
        Pacer pacer = new Pacer(6);
        pacer.update(SETTINGS, total, grant, planned, 0);

        boolean due = pacer.isDue(SETTINGS, total, grant);

        assertThat(due).isEqualTo(total < grant && total < Math.min(grant, (grant + 1) * planned) + 0.01 * grant + 1);
        assertThat(pacer.dueAgainAt(SETTINGS, total, grant))
                .isBetween(total < grant ? planned : 2, total < grant ? 1 : Double.POSITIVE_INFINITY);
    }

    @Test
    void shouldBeDueAgainWhenItSays() {
        Pacer pacer = new Pacer(6);
        pacer.update(SETTINGS, 40, 100, 0.3, 0);
        double again = pacer.dueAgainAt(SETTINGS, 40, 100);

        pacer.update(SETTINGS, 40, 100, again - 0.001, 0);
        assertThat(pacer.isDue(SETTINGS, 40, 100)).isFalse();
        pacer.update(SETTINGS, 40, 100, again + 0.001, 0);
        assertThat(pacer.isDue(SETTINGS, 40, 100)).isTrue();
    }

    @Test
    void shouldSpreadWhatIsGrantedLaterOverTheRestOfThePeriod() {
        Pacer pacer = new Pacer(6);
        pacer.update(SETTINGS, 50, 99, 0.5, 0);
        pacer.update(SETTINGS, 50, 199, 0.5, 0);
        assertThat(pacer.plan()).isCloseTo(50, within(1e-9));

        pacer.update(SETTINGS, 125, 199, 0.75, 0);
        assertThat(pacer.plan()).isCloseTo(125, within(1e-9));
    }

    @Test
    void shouldNotWindUpWhilePinned() {
        Pacer pacer = new Pacer(11);
        for (int step = 0; step <= 100; step++) {
            pacer.update(SETTINGS, 0, 100, step / 200.0, 0);
        }
        pacer.update(SETTINGS, 50, 100, 0.5, 0);

        assertThat(pacer.level()).isBetween(11.0, 12.0);
    }

    @Test
    void shouldLiftAllTogetherWhenAllAreBehind() {
        assertThat(Pacer.commonLevel(SETTINGS, 990, 1000, 1000)).isPositive();
        assertThat(Pacer.commonLevel(SETTINGS, 1010, 1000, 1000)).isNegative();
        assertThat(Pacer.commonLevel(SETTINGS, 0, 1000, 1000)).isEqualTo(Pacer.commonLevel(SETTINGS, 500, 1000, 1000));
        assertThat(Pacer.commonLevel(SETTINGS, 0, 0, 0)).isZero();
    }

    @Test
    void shouldGoOnFromWhatWasWritten() {
        Pacer pacer = new Pacer(5);
        pacer.update(SETTINGS, 3, 10, 0.4, 0.1);

        Pacer read = Pacer.restored(pacer.snapshot());

        assertThat(read.level()).isEqualTo(pacer.level());
        assertThat(read.update(SETTINGS, 4, 10, 0.6, 0)).isEqualTo(pacer.update(SETTINGS, 4, 10, 0.6, 0));
    }

    @Test
    void shouldNameTheSettingThatIsOutOfRange() {
        assertThatThrownBy(() -> PacerSettings.standard(0, 1)).hasMessageContaining("maxLevel 0.0");
        assertThatThrownBy(() -> PacerSettings.standard(1, Double.NaN)).hasMessageContaining("unit NaN");
    }
}
