package io.tributary.domain.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import org.junit.jupiter.api.Test;

class PotentialTest {
    private static final double RATE = 0.02;

    private static Potential of(int exposures, int orders) {
        Potential potential = new Potential();
        for (int i = 0; i < exposures; i++) {
            potential.exposed();
        }
        potential.ordered(orders);
        return potential;
    }

    @Test
    void shouldBeUndecidedWithoutEvidence() {
        assertThat(new Potential().chanceAbove(RATE)).isCloseTo(0.5, within(1e-6));
        assertThat(of(500, 10).chanceAbove(RATE)).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void shouldBeSurerTheMoreItHasSeen() {
        double little = of(100, 4).chanceAbove(RATE);
        double much = of(2_000, 80).chanceAbove(RATE);

        assertThat(little).isBetween(0.5, 0.8);
        assertThat(much).isGreaterThan(0.99);
        assertThat(of(2_000, 10).chanceAbove(RATE)).isLessThan(0.01);
        assertThat(of(2_000, 0).chanceAbove(RATE)).isBetween(0.0, 0.001);
    }

    @Test
    void shouldTakeBackWhatWasRefunded() {
        Potential potential = of(1_000, 30);
        potential.ordered(-10);

        assertThat(potential.chanceAbove(RATE)).isCloseTo(0.5, within(0.01));
    }

    @Test
    void shouldForgetWhatIsLongPast() {
        Potential potential = of(8_000, 400);
        for (int i = 0; i < 20_000; i++) {
            potential.exposed();
        }

        assertThat(potential.chanceAbove(RATE)).isLessThan(0.1);
    }

    @Test
    void shouldKeepItsStateInARoundTrip() {
        Potential potential = of(1_000, 30);
        StateWriter writer = new StateWriter();
        potential.write(writer);
        byte[] bytes = writer.toByteArray();

        Potential.read(new StateReader(bytes)).write(writer.reset());

        assertThat(writer.toByteArray()).isEqualTo(bytes);
    }
}
