package io.tributary.demo.evaluate.rerank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PMmfTest {
    @Test
    void shouldLiftTheNegativeByOneAmount() {
        double[] point = {-5, -3, 2, -.5};

        PMmf.project(point, 4);

        assertThat(point).containsExactly(new double[] {-3, -1, 2, 0}, within(1e-12));
    }

    @Test
    void shouldLeaveWhatIsFeasible() {
        double[] point = {-1, 5, -2};

        PMmf.project(point, 3);

        assertThat(point).containsExactly(-1, 5, -2);
    }

    /** The nearest point p of a convex set is the one with (z - p)(q - p) <= 0 for all q of the set. */
    @Property
    void shouldFindTheNearestFeasiblePoint(
            @ForAll @Size(6) List<@DoubleRange(min = -10, max = 10) Double> point,
            @ForAll @Size(6) List<@DoubleRange(min = -10, max = 10) Double> other,
            @ForAll @DoubleRange(min = .01, max = 20) double radius) {
        double[] from = values(point);
        double[] projected = values(point);
        double[] feasible = values(other);
        double tooMuch = Math.max(1, negative(feasible) / radius);
        for (int i = 0; i < feasible.length; i++) {
            feasible[i] = feasible[i] < 0 ? feasible[i] / tooMuch : feasible[i];
        }

        PMmf.project(projected, radius);

        assertThat(negative(projected)).isLessThanOrEqualTo(radius + 1e-9);
        double angle = 0;
        for (int i = 0; i < from.length; i++) {
            angle += (from[i] - projected[i]) * (feasible[i] - projected[i]);
        }
        assertThat(angle).isLessThanOrEqualTo(1e-9);
    }

    private static double negative(double[] point) {
        return Arrays.stream(point).map(x -> Math.max(0, -x)).sum();
    }

    private static double[] values(List<Double> list) {
        return list.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
