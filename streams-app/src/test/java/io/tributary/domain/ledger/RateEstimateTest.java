package io.tributary.domain.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;

class RateEstimateTest {
    private static final long DAWN = 1_772_380_800_000L;

    @Property
    void shouldEstimateASteadyRate(
            @ForAll @LongRange(min = 1, max = 1_000) long gap, @ForAll @DoubleRange(min = 1, max = 5) double weight) {
        RateEstimate rate = new RateEstimate();
        double tau = 200.0 * gap;
        long now = DAWN;
        for (int i = 0; i < 4_000; i++) {
            now += gap;
            rate.add(now, weight, tau);
        }
        assertThat(rate.at(now, tau)).isCloseTo(weight / gap, within(0.01 * weight / gap));
        assertThat(rate.at(now + (long) tau, tau)).isCloseTo(weight / gap / Math.E, within(0.01 * weight / gap));
        assertThat(rate.at(now - 1, tau)).isEqualTo(rate.at(now, tau));
    }
}
