package io.tributary.domain.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import org.junit.jupiter.api.Test;

class ReachTest {
    private static final double STEP = 0.002;

    private final Reach reach = new Reach();

    private void pass(int steps, int exposures) {
        for (int step = 0; step < steps; step++) {
            reach.advance(STEP, 1);
        }
        for (int shown = 0; shown < exposures; shown++) {
            reach.charge();
        }
    }

    @Test
    void shouldGiveUpOnWhatDoesNotComeWithinTenBeatsOfFullBoost() {
        pass(10, 0);

        assertThat(reach.limit(Long.MAX_VALUE, 300, 40, 0.5, 1)).isLessThan(150).isGreaterThanOrEqualTo(40);
    }

    @Test
    void shouldConcludeNothingWithoutFullBoost() {
        for (int step = 0; step < 100; step++) {
            reach.advance(STEP, 0);
        }

        assertThat(reach.limit(Long.MAX_VALUE, 300, 40, 0.5, 1)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldNotTouchAGrantThatCanBeReached() {
        pass(20, 20);

        assertThat(reach.limit(Long.MAX_VALUE, 300, 150, 0.5, 1)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldTellHowMuchIsLeftWhenItComesTooSlowly() {
        pass(50, 10);

        long limit = reach.limit(Long.MAX_VALUE, 300, 100, 0.5, 1);
        assertThat(limit).isBetween(150L, 240L);
        assertThat(reach.limit(limit, limit, 101, 0.501, 1)).as("does not flap").isEqualTo(limit);
    }

    @Test
    void shouldTakeBackALimitWhenMoreComes() {
        pass(20, 0);
        long limit = reach.limit(Long.MAX_VALUE, 300, 40, 0.3, 1);
        pass(20, 30);

        assertThat(reach.limit(limit, limit, 70, 0.34, 1)).isGreaterThan(limit);
    }

    @Test
    void shouldGiveUpNothingWhenNobodyCouldUseItAnyMore() {
        pass(50, 0);

        assertThat(reach.limit(Long.MAX_VALUE, 300, 40, 0.95, 1)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldKeepItsStateInARoundTrip() {
        pass(10, 3);
        StateWriter writer = new StateWriter();
        reach.write(writer);
        byte[] bytes = writer.toByteArray();

        Reach.read(new StateReader(bytes)).write(writer.reset());

        assertThat(writer.toByteArray()).isEqualTo(bytes);
    }
}
