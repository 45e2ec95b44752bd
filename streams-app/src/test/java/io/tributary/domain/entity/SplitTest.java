package io.tributary.domain.entity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.entity.Holding.Claim;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class SplitTest {
    @Property
    void shouldGiveOutAllThatIsWantedAndNoMore(
            @ForAll @LongRange(min = 0, max = 1_000_000_000_000L) long exposures,
            @ForAll("claims") List<Claim> claims) {
        long[] shares = Split.of(exposures, claims);

        long wanted = claims.stream().mapToLong(Claim::demand).sum();
        assertThat(Arrays.stream(shares).sum()).isEqualTo(Math.min(exposures, wanted));
        for (int i = 0; i < shares.length; i++) {
            assertThat(shares[i]).isBetween(0L, claims.get(i).demand());
        }
    }

    @Provide
    Arbitrary<List<Claim>> claims() {
        Arbitrary<Double> weights = Arbitraries.doubles().between(0, 100).ofScale(3);
        Arbitrary<Long> demands = Arbitraries.longs().between(0, 1_000_000_000L);
        return Combinators.combine(weights, demands).as(Claim::new).list().ofMaxSize(30);
    }

    @Test
    void shouldSplitByWeightAndPassOnWhatIsNotWanted() {
        assertThat(Split.of(100, List.of(new Claim(1, 90), new Claim(3, 90)))).containsExactly(25, 75);
        assertThat(Split.of(100, List.of(new Claim(1, 90), new Claim(3, 30)))).containsExactly(70, 30);
        assertThat(Split.of(100, List.of(new Claim(0, 90), new Claim(1, 30)))).containsExactly(70, 30);
        assertThat(Split.of(10, List.of(new Claim(1, 90), new Claim(1, 90), new Claim(1, 90))))
                .containsExactly(3, 3, 4);
        assertThat(Split.of(-5, List.of(new Claim(1, 90)))).containsExactly(0);
    }
}
