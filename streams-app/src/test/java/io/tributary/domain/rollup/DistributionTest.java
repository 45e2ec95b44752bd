package io.tributary.domain.rollup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The examples are those of METRICS.md. */
class DistributionTest {
    private static final double EXACT = 1e-12;

    @Test
    void shouldCountThoseWithNothing() {
        Distribution charges = new Distribution(new long[] {10, 0, 30, 0});

        assertThat(charges.gini()).isCloseTo(.625, within(EXACT));
        assertThat(charges.bottomHalfShare()).isZero();
    }

    @Test
    void shouldHalveTheOneInTheMiddle() {
        assertThat(new Distribution(new long[] {1, 2, 3}).bottomHalfShare()).isCloseTo(2 / 6.0, within(EXACT));
    }

    @Test
    void shouldSayNothingOfNothing() {
        assertThat(new Distribution(new long[] {0, 0}).gini()).isNull();
        assertThat(new Distribution(new long[0]).bottomHalfShare()).isNull();
        assertThat(Distribution.quantile(new double[0], .5)).isNull();
    }

    @Test
    void shouldInterpolateBetweenMerchants() {
        double[] errors = {0, .5, .2};

        assertThat(Distribution.quantile(errors, .5)).isCloseTo(.2, within(EXACT));
        assertThat(Distribution.quantile(errors, .95)).isCloseTo(.47, within(EXACT));
    }

    /** Half of the mean difference between all pairs, relative to the mean. */
    @Property
    void shouldBeHalfOfTheRelativeMeanDifference(
            @ForAll @Size(min = 1, max = 30) List<@LongRange(min = 0, max = 1_000) Long> amounts) {
        long[] all = amounts.stream().mapToLong(Long::longValue).toArray();
        double differences = 0;
        for (long one : all) {
            for (long other : all) {
                differences += Math.abs(one - other);
            }
        }
        long sum = Arrays.stream(all).sum();
        if (sum > 0) {
            double expected = differences / (2.0 * all.length * sum);
            assertThat(new Distribution(all).gini()).isCloseTo(expected, within(1e-9));
            assertThat(new Distribution(all).bottomHalfShare()).isBetween(0.0, .5 + EXACT);
        }
    }
}
