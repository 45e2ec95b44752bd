package io.tributary.domain.metric;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class AmountsTest {
    @Property
    void shouldAddAsFarAsItFits(@ForAll long left, @ForAll long right) {
        BigInteger exact = BigInteger.valueOf(left).add(BigInteger.valueOf(right));
        BigInteger most = BigInteger.valueOf(Long.MAX_VALUE);
        BigInteger least = BigInteger.valueOf(Long.MIN_VALUE);
        assertThat(Amounts.plus(left, right))
                .isEqualTo(exact.min(most).max(least).longValueExact());
    }
}
