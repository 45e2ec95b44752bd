package io.tributary.domain.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.domain.experiment.BucketSums.Before;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class UpliftTest {
    @Test
    void shouldComputeByHand() {
        // Treatment: (2, 10), (4, 10): ratio 0.3; residuals from it -1 and 1, variance 2, of the mean 1, by 10 squared
        // 0.01.
        ArmMoments treatment = arm(new BucketSums(2, 10), new BucketSums(4, 10));
        // Holdout: (1, 10), (3, 10): ratio 0.2, the same variance.
        ArmMoments holdout = arm(new BucketSums(1, 10), new BucketSums(3, 10));
        Uplift uplift = Uplift.of(treatment, holdout);
        assertThat(uplift.buckets()).isEqualTo(4);
        assertThat(uplift.difference()).isCloseTo(0.1, within(1e-12));
        assertThat(uplift.standardError()).isCloseTo(Math.sqrt(0.02), within(1e-12));
        // Student's t at .975 with two degrees of freedom is 4.302653.
        assertThat(uplift.interval().high()).isCloseTo(0.1 + 4.302653 * Math.sqrt(0.02), within(1e-6));
        assertThat(uplift.ratio()).isCloseTo(1.5, within(1e-12));
        assertThat(uplift.ratioInterval().low() * uplift.ratioInterval().high())
                .as("on the scale of logarithms")
                .isCloseTo(1.5 * 1.5, within(1e-9));
        assertThat(uplift.adjusted()).isNull();
        assertThat(uplift.sampleRatioP()).isEqualTo(1);
        assertThat(uplift.isWithheld()).isFalse();
    }

    @Test
    void shouldTakeOutWhatWasThereBefore() {
        // What a bucket sells is what it sold before, and treated ones sell 0.1 an exposure more: no noise is left.
        List<BucketSums> treated = new ArrayList<>();
        List<BucketSums> heldOut = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 20; i++) {
            double before = random.nextInt(100);
            treated.add(new BucketSums(before + 10, 100, new Before(before, 100)));
            double other = random.nextInt(100);
            heldOut.add(new BucketSums(other, 100, new Before(other, 100)));
        }
        Uplift uplift = Uplift.of(arm(treated), arm(heldOut));
        assertThat(uplift.adjusted().difference()).isCloseTo(0.1, within(1e-9));
        assertThat(uplift.adjusted().standardError()).isCloseTo(0, within(1e-6));
        assertThat(uplift.standardError()).isGreaterThan(0.01);
    }

    @Test
    void shouldNotAdjustWhereABucketHasNoTimeBefore() {
        ArmMoments one = arm(new BucketSums(2, 10, new Before(1, 10)), new BucketSums(4, 10));
        ArmMoments other = arm(new BucketSums(2, 10, new Before(1, 10)), new BucketSums(4, 10, new Before(1, 10)));
        assertThat(Uplift.of(one, other).adjusted()).isNull();
        assertThat(Uplift.of(other, one).adjusted()).isNull();
    }

    @Test
    void shouldWithholdWhatIsOfUnevenTraffic() {
        List<BucketSums> treated = new ArrayList<>();
        List<BucketSums> heldOut = new ArrayList<>();
        Random random = new Random(1);
        for (int i = 0; i < 500; i++) {
            treated.add(new BucketSums(5, 1000 * (0.96 + 0.1 * random.nextGaussian())));
            heldOut.add(new BucketSums(5, 1000 * (1.04 + 0.1 * random.nextGaussian())));
        }
        assertThat(Uplift.of(arm(treated), arm(heldOut)).isWithheld()).isTrue();
        assertThat(Uplift.of(arm(treated), arm(treated)).isWithheld()).isFalse();
    }

    @Test
    void shouldSayWhatIsMissing() {
        ArmMoments good = arm(new BucketSums(2, 10), new BucketSums(4, 10));
        assertThatThrownBy(() -> Uplift.of(good, arm(new BucketSums(1, 1))))
                .hasMessageStartingWith("holdout: has 1 buckets, must have at least 2");
        assertThatThrownBy(() -> Uplift.of(arm(new BucketSums(0, 0), new BucketSums(1, 0)), good))
                .hasMessageStartingWith("treatment: has nothing in its denominator");
        assertThatThrownBy(() -> new BucketSums(1, -1))
                .hasMessage("denominator: is -1.0, must be a number, not negative");
        assertThatThrownBy(() -> new BucketSums(Double.NaN, 1)).hasMessage("numerator: is NaN, must be a number");
    }

    @Test
    void shouldHaveNoRatioOfNothing() {
        ArmMoments none = arm(new BucketSums(0, 10), new BucketSums(0, 10));
        Uplift uplift = Uplift.of(arm(new BucketSums(2, 10), new BucketSums(4, 10)), none);
        assertThat(uplift.difference()).isCloseTo(0.3, within(1e-12));
        assertThat(uplift.ratio()).isNaN();
        assertThat(uplift.ratioInterval().low()).isNaN();
    }

    @Property(tries = 100)
    void shouldComeToTheSameHoweverItIsAddedUp(@ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int parts) {
        Random random = new Random(seed);
        ArmMoments whole = new ArmMoments();
        ArmMoments[] some = new ArmMoments[parts];
        for (int i = 0; i < 100; i++) {
            double size = 1e6 + random.nextInt(1000);
            BucketSums bucket = new BucketSums(
                    size * 0.03 + random.nextGaussian(), size, new Before(size * 0.02, size + random.nextGaussian()));
            whole.add(bucket);
            int part = random.nextInt(parts);
            some[part] = some[part] == null ? new ArmMoments() : some[part];
            some[part].add(bucket);
        }
        ArmMoments merged = new ArmMoments();
        for (ArmMoments each : some) {
            if (each != null) {
                merged.add(each);
            }
        }
        assertThat(merged.buckets()).isEqualTo(whole.buckets());
        assertThat(merged.ratio()).isCloseTo(whole.ratio(), within(1e-12));
        double expected = whole.covariance(whole.linearised(), whole.linearised());
        assertThat(merged.covariance(merged.linearised(), merged.linearised()))
                .isCloseTo(expected, within(1e-9 * expected));
    }

    private static ArmMoments arm(BucketSums... buckets) {
        return arm(List.of(buckets));
    }

    private static ArmMoments arm(List<BucketSums> buckets) {
        ArmMoments arm = new ArmMoments();
        buckets.forEach(arm::add);
        return arm;
    }
}
