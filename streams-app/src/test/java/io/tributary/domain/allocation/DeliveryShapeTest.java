package io.tributary.domain.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class DeliveryShapeTest {
    @Test
    void shouldHaveThreeQuartersDueInTheFirstHalfOfTheTraffic() {
        assertThat(DeliveryShape.FRONT_LOADED.due(0.5)).isEqualTo(0.75);
        assertThat(DeliveryShape.EVEN.due(0.5)).isEqualTo(0.5);
    }

    @Property
    void shouldRiseFromNothingToAllAndNeverLagBehindTheTraffic(
            @ForAll @DoubleRange(max = 1) double one, @ForAll @DoubleRange(max = 1) double other) {
        for (DeliveryShape shape : DeliveryShape.values()) {
            assertThat(shape.due(0)).isZero();
            assertThat(shape.due(1)).isEqualTo(1);
            assertThat(shape.due(one)).isBetween(Math.min(one, 1), 1.0);
            if (one <= other) {
                assertThat(shape.due(one)).isLessThanOrEqualTo(shape.due(other));
            }
        }
    }
}
