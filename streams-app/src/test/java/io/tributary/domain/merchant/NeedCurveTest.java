package io.tributary.domain.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class NeedCurveTest {
    @Property
    void shouldNeedLessTheFurtherItIs(
            @ForAll @DoubleRange(max = 2) double less,
            @ForAll @DoubleRange(max = 2) double more,
            @ForAll @DoubleRange(max = 2) double mean) {
        NeedCurve curve = NeedCurve.DEFAULT;
        double behind = curve.need(Math.min(less, more), mean);
        assertThat(behind).isGreaterThanOrEqualTo(curve.need(Math.max(less, more), mean));
        assertThat(behind).isGreaterThan(0).isLessThanOrEqualTo(curve.limit());
        assertThat(curve.need(mean, mean)).isEqualTo(1);
    }
}
