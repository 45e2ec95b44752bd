package io.tributary.demo.evaluate.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ProviderFairnessTest {
    private static final Offset<Double> EXACT = within(1e-12);
    private static final Offset<Double> CLOSE = within(1e-6);

    @Test
    void shouldEqualWhatIsComputedByHandForTwo() {
        ProviderFairness fairness = ProviderFairness.of(new double[] {3, 1});

        assertThat(fairness.minMaxRatio()).isEqualTo(1.0 / 3, EXACT);
        assertThat(fairness.mmf()).isEqualTo(.25, EXACT);
        // Cumulated: .25, 1. (2 + 1 - 2 * 1.25) / 2.
        assertThat(fairness.gini()).isEqualTo(.25, EXACT);
        // .25 * 2 + .75 * .415037.
        assertThat(fairness.entropy()).isEqualTo(.811278, CLOSE);
    }

    @Test
    void shouldTakeTheSmallerHalfOfAnOddNumber() {
        ProviderFairness fairness = ProviderFairness.of(new double[] {4, 10, 1, 3, 2});

        assertThat(fairness.mmf()).isEqualTo(3.0 / 20, EXACT);
        assertThat(fairness.minMaxRatio()).isEqualTo(.1, EXACT);
        // Cumulated: 1, 3, 6, 10, 20, which sum to 40. (5 + 1 - 2 * 40 / 20) / 5.
        assertThat(fairness.gini()).isEqualTo(.4, EXACT);
    }

    @Test
    void shouldFollowTheElasticityCurve() {
        double[] logs = DoubleStream.of(.25, .75).map(Math::log).toArray();

        // t = 2: -(4 + 4/3)^(1/2). t = -1: (1/16 + 9/16)^-1. t = 1/2: (1/2 + sqrt(3)/2)^2. t = 0: exp(.562335).
        assertThat(ProviderFairness.elasticityCurve(logs, 2)).isEqualTo(-2.309401, CLOSE);
        assertThat(ProviderFairness.elasticityCurve(logs, -1)).isEqualTo(1.6, EXACT);
        assertThat(ProviderFairness.elasticityCurve(logs, .5)).isEqualTo(1.866025, CLOSE);
        assertThat(ProviderFairness.elasticityCurve(logs, 0)).isEqualTo(1.754765, CLOSE);
    }

    /** By the definition on the 200 points, with powers instead of logarithms. */
    @Test
    void shouldIntegrateTheElasticityCurve() {
        double[] shares = {.2, .3, .5};
        double[] curve = IntStream.range(0, 200)
                .mapToDouble(i -> -49 + i * 100 / 199.0)
                .map(t -> Math.signum(1 - t)
                        * Math.pow(
                                DoubleStream.of(shares)
                                        .map(p -> Math.pow(p, 1 - t))
                                        .sum(),
                                1 / t))
                .toArray();
        double area = IntStream.range(1, 200)
                .mapToDouble(i -> (curve[i] + curve[i - 1]) / 2 * 100 / 199.0)
                .sum();

        assertThat(ProviderFairness.of(shares).ef()).isEqualTo(area / (100 * 3), CLOSE);
    }

    @Test
    void shouldBeBestWhereAllAreEqual() {
        ProviderFairness fairness = ProviderFairness.of(new double[] {7, 7, 7, 7});

        assertThat(fairness.minMaxRatio()).isEqualTo(1);
        assertThat(fairness.mmf()).isEqualTo(.5, EXACT);
        assertThat(fairness.gini()).isEqualTo(0, EXACT);
        assertThat(fairness.entropy()).isEqualTo(2, within(1e-7));
        // The curve is n below t = 1 and -n above it.
        assertThat(fairness.ef()).isEqualTo(0, EXACT);
    }

    @Test
    void shouldStandAProviderWithNothing() {
        ProviderFairness fairness = ProviderFairness.of(new double[] {0, 1, 1});

        assertThat(fairness.minMaxRatio()).isZero();
        assertThat(fairness.entropy()).isEqualTo(1, CLOSE);
        assertThat(fairness.ef()).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void shouldRefuseWhatCannotBeShared() {
        for (double[] utilities : new double[][] {{}, {1}, {0, 0}, {1, -1}, {1, Double.NaN}}) {
            assertThatThrownBy(() -> ProviderFairness.of(utilities))
                    .as(Arrays.toString(utilities))
                    .hasMessageContaining("utilities must be two or more, none negative");
        }
    }

    @Property
    void shouldNotDependOnTheUnitOrTheOrder(
            @ForAll @Size(min = 2, max = 50) List<@DoubleRange(min = .01, max = 100) Double> utilities,
            @ForAll @DoubleRange(min = .01, max = 1000) double unit,
            @ForAll long seed) {
        ProviderFairness before = of(utilities);
        List<Double> moved = new ArrayList<>(
                utilities.stream().map(utility -> utility * unit).toList());
        Collections.shuffle(moved, new Random(seed));

        ProviderFairness after = of(moved);

        assertThat(after.minMaxRatio()).isEqualTo(before.minMaxRatio(), within(1e-9));
        assertThat(after.mmf()).isEqualTo(before.mmf(), within(1e-9));
        assertThat(after.gini()).isEqualTo(before.gini(), within(1e-9));
        assertThat(after.entropy()).isEqualTo(before.entropy(), within(1e-9));
        assertThat(after.ef()).isEqualTo(before.ef(), within(1e-6 * Math.abs(before.ef()) + 1e-9));
    }

    @Property
    void shouldGainWhenARicherOneGivesToAPoorerOne(
            @ForAll @Size(min = 2, max = 30) List<@DoubleRange(min = 1, max = 100) Double> utilities,
            @ForAll @IntRange(max = 29) int a,
            @ForAll @IntRange(max = 29) int b,
            @ForAll @DoubleRange(min = 0, max = .5) double part) {
        int poorer = a % utilities.size();
        int richer = b % utilities.size();
        double gap = utilities.get(richer) - utilities.get(poorer);
        List<Double> after = new ArrayList<>(utilities);
        double given = Math.max(0, gap) * part;
        after.set(richer, after.get(richer) - given);
        after.set(poorer, after.get(poorer) + given);

        assertThat(of(after).gini()).isLessThanOrEqualTo(of(utilities).gini() + 1e-12);
        assertThat(of(after).entropy()).isGreaterThanOrEqualTo(of(utilities).entropy() - 1e-7);
        assertThat(of(after).mmf()).isBetween(of(utilities).mmf() - 1e-12, .5);
        assertThat(of(after).minMaxRatio()).isBetween(of(utilities).minMaxRatio() - 1e-12, 1.0);
    }

    private static ProviderFairness of(List<Double> utilities) {
        return ProviderFairness.of(
                utilities.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
