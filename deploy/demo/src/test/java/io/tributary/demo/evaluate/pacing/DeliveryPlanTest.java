package io.tributary.demo.evaluate.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class DeliveryPlanTest {
    private static DoubleUnaryOperator day(double amplitude) {
        return t -> t + amplitude / (2 * Math.PI) * (1 - Math.cos(2 * Math.PI * t));
    }

    @Test
    void shouldFollowTheTrafficWhenTheGrantsNeedNearlyAllOfIt() {
        DeliveryPlan plan = DeliveryPlan.of(day(0.3), 0.95, 0);

        assertThat(plan).isEqualTo(DeliveryPlan.TRAFFIC);
    }

    @Test
    void shouldBeMoreEvenWhereThereIsRoom() {
        assertThat(DeliveryPlan.of(day(0.3), 0.3, 0).evenness()).isEqualTo(0.6);
        assertThat(DeliveryPlan.of(day(0.3), 0.8, 0).evenness()).isBetween(0.2, 0.4);
        assertThat(DeliveryPlan.of(day(0.99), 0.667, 0).evenness()).isLessThan(0.1);
    }

    @Test
    void shouldFinishEarlyByTheDelayAsFarAsTheTrafficAllows() {
        assertThat(DeliveryPlan.of(day(0), 0.5, 0.01).finish()).isCloseTo(0.96, within(1e-9));
        assertThat(DeliveryPlan.of(day(0), 0.95, 0.01).finish()).isGreaterThan(0.96);
        assertThat(DeliveryPlan.of(day(0), 1.2, 0.01).finish()).isEqualTo(1);
    }

    @Property(tries = 200)
    void shouldRiseFromNoneToAll(
            @ForAll @DoubleRange(min = 0, max = 1) double amplitude,
            @ForAll @DoubleRange(min = 0.01, max = 3) double fill,
            @ForAll @DoubleRange(min = 0, max = 1) double delay) {
        DoubleUnaryOperator schedule = day(amplitude);
        DeliveryPlan plan = DeliveryPlan.of(schedule, fill, delay);

        double before = 0;
        for (int step = 0; step <= 50; step++) {
            double planned = plan.at(schedule.applyAsDouble(step / 50.0), step / 50.0);
            assertThat(planned).isBetween(before, 1.0);
            before = planned;
        }
        assertThat(before).isCloseTo(1, within(1e-9));
    }

    @Test
    void shouldRefuseWhatIsNoPlan() {
        assertThatThrownBy(() -> new DeliveryPlan(2, 1)).hasMessageContaining("evenness 2.0");
        assertThatThrownBy(() -> new DeliveryPlan(0, 0)).hasMessageContaining("finish 0.0");
    }
}
