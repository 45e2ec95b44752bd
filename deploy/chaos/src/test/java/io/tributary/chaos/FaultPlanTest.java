package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tributary.chaos.FaultPlan.FaultDuration;
import io.tributary.chaos.FaultPlan.Step;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final List<Fault> ALL = List.of(Fault.values());
    private static final FaultDuration LASTS = new FaultDuration(500, 8_000);

    @Property(tries = 50)
    void shouldBeTheSameForTheSameSeed(@ForAll long seed) {
        assertThat(steps(seed, 40)).isEqualTo(steps(seed, 40));
    }

    @Property(tries = 50)
    void shouldHaveEachKindOnceInARound(@ForAll long seed) {
        List<Step> steps = steps(seed, 3 * ALL.size());
        for (int from = 0; from < steps.size(); from += ALL.size()) {
            assertThat(steps.subList(from, from + ALL.size()))
                    .extracting(Step::fault)
                    .containsExactlyInAnyOrderElementsOf(ALL);
        }
    }

    @Property(tries = 50)
    void shouldStayWithinTheWorld(@ForAll long seed) {
        assertThat(steps(seed, 100)).allSatisfy(step -> {
            assertThat(step.instance()).isBetween(0, World.INSTANCES - 1);
            assertThat(step.broker()).isBetween(1, World.BROKERS);
            assertThat(step.millis()).isBetween(500L, 7_999L);
            assertThat(step.killOnTop() && step.fault().where() == Fault.Where.INSTANCE)
                    .isFalse();
        });
    }

    @Property(tries = 50)
    void shouldHoldInstancesUntilTheyAreZombies(@ForAll long seed) {
        assertThat(steps(seed, 100))
                .anyMatch(Step::isBrief)
                .noneMatch(step -> step.isBrief() && step.fault() == Fault.HOLD_INSTANCE);
    }

    @Test
    void shouldBeAnotherForAnotherSeed() {
        assertThat(steps(1, 20)).isNotEqualTo(steps(2, 20));
    }

    @Test
    void shouldRefuseDurationsThatAreNone() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FaultDuration(5, 5));
        assertThatIllegalArgumentException().isThrownBy(() -> new FaultDuration(-1, 5));
    }

    private static List<Step> steps(long seed, int number) {
        FaultPlan plan = new FaultPlan(seed, ALL, LASTS);
        return Stream.generate(plan::next).limit(number).toList();
    }
}
