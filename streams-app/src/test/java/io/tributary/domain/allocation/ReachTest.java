package io.tributary.domain.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReachTest {
    private static Reach offered(int traffic, double chance, long seed) {
        Random random = new Random(seed);
        Reach reach = new Reach();
        reach.startPeriod();
        for (int request = 0; request < traffic; request++) {
            if (random.nextDouble() < chance) {
                reach.offered(request);
            }
        }
        return reach;
    }

    @Property(tries = 100)
    void shouldNotFallBelowWhatIsToCome(
            @ForAll @DoubleRange(min = 0.01, max = 0.5) double chance,
            @ForAll @IntRange(min = 100, max = 20_000) int traffic,
            @ForAll @IntRange(max = 20_000) int left,
            @ForAll long seed) {
        Reach reach = offered(traffic, chance, seed);

        double estimate = reach.reach(3, traffic, left);

        assertThat(estimate).isGreaterThanOrEqualTo(3 + chance * left);
    }

    @Test
    void shouldComeCloseWithMuchEvidence() {
        Reach reach = offered(100_000, 0.1, 1);

        assertThat(reach.reach(0, 100_000, 50_000)).isCloseTo(5_000, within(600.0));
    }

    @Test
    void shouldCallAMerchantDryAfterTwelveUsualIntervals() {
        Reach reach = new Reach();
        reach.startPeriod();
        for (int request = 0; request <= 50_000; request += 10) {
            reach.offered(request);
        }

        assertThat(reach.isDry(50_119)).isFalse();
        assertThat(reach.isDry(50_121)).isTrue();
    }

    @Test
    void shouldTakeBackThatAMerchantIsDryWithItsNextOffer() {
        Reach reach = offered(50_000, 0.1, 3);
        reach.offered(60_000);

        assertThat(reach.isDry(60_000)).isFalse();
    }

    @Test
    void shouldNotJudgeWithoutEvidence() {
        Reach reach = new Reach();

        assertThat(reach.reach(0, 1_000, 1_000)).isInfinite();
        assertThat(reach.isDry(1_000_000)).isFalse();
    }

    @Test
    void shouldGoOnFromWhatWasWritten() {
        Reach reach = offered(5_000, 0.1, 5);

        Reach read = Reach.restored(reach.snapshot());

        assertThat(read.reach(7, 5_100, 900)).isEqualTo(reach.reach(7, 5_100, 900));
    }
}
