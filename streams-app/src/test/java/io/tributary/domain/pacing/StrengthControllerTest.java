package io.tributary.domain.pacing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.domain.pacing.StrengthController.Limits;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrengthControllerTest {
    private static final Limits LIMITS = new Limits(1e-3, 50);
    private static final long DAY = 86_400_000;

    /** A platform whose answer to strength the controller does not know. */
    private static final class Plant {
        final Random random = new Random(7);
        final long granted;
        final int beats;
        final int delay;
        final DoubleUnaryOperator response;
        DoubleUnaryOperator traffic = time -> 1;
        StrengthState state = StrengthState.initial(1);
        double spent;

        Plant(long granted, int beats, int delay, DoubleUnaryOperator response) {
            this.granted = granted;
            this.beats = beats;
            this.delay = delay;
            this.response = response;
        }

        void day() {
            Deque<Double> flying = new ArrayDeque<>();
            spent = 0;
            long beatMillis = DAY / beats;
            long horizon = StrengthController.horizonMillis(beatMillis, DAY);
            for (int beat = 1; beat <= beats; beat++) {
                double time = (double) beat / beats;
                double mean = granted * response.applyAsDouble(state.strength()) * traffic.applyAsDouble(time) / beats;
                flying.add(Math.max(0, Math.rint(mean + Math.sqrt(mean) * random.nextGaussian())));
                if (flying.size() > delay) {
                    spent += flying.poll();
                }
                double inFlight = flying.stream().mapToDouble(x -> x).sum();
                double ahead = Math.min(1, time + (double) horizon / DAY);
                state = StrengthController.next(
                        state,
                        new StrengthInput(granted, spent + inFlight, granted, time, ahead, beatMillis, DAY, 1),
                        LIMITS);
            }
            spent += flying.stream().mapToDouble(x -> x).sum();
        }

        double error() {
            return spent / granted - 1;
        }
    }

    @ParameterizedTest
    @CsvSource({
        "20000, 1440, 1, 0.2, 0.7",
        "20000, 1440, 5, 0.2, 0.7",
        "20000, 1440, 5, 5, 0.7",
        "20000, 288, 3, 0.2, 1",
        "20000, 288, 5, 8, 1.5",
        "50000, 96, 1, 0.3, 1",
        "50000, 96, 2, 5, 0.5",
        "5000, 8640, 5, 2, 2"
    })
    void shouldDeliverTheGrantForAnUnknownResponse(long granted, int beats, int delay, double gain, double power) {
        Plant plant = new Plant(granted, beats, delay, strength -> gain * Math.pow(strength, power));

        plant.day();

        assertThat(plant.error()).isCloseTo(0, within(0.02));
    }

    @ParameterizedTest
    @CsvSource({"2, 1440", "0.5, 1440", "2, 288", "0.5, 288"})
    void shouldDeliverTheGrantWhenTrafficChangesAtNoon(double factor, int beats) {
        Plant plant = new Plant(20_000, beats, 3, strength -> 3 * strength / (1 + strength));
        plant.traffic = time -> time < 0.5 ? 1 : factor;

        plant.day();

        assertThat(plant.error()).isCloseTo(0, within(0.02));
    }

    @Test
    void shouldDeliverOnEveryDayOfAWeek() {
        Plant plant = new Plant(20_000, 1440, 5, strength -> 0.1 * strength);
        for (int day = 0; day < 7; day++) {
            plant.day();

            assertThat(plant.error()).isCloseTo(0, within(0.02));
            plant.state = plant.state.startPeriod();
            assertThat(plant.state.strength()).isBetween(6.0, 14.0);
        }
    }

    @Test
    void shouldStopAtTheUpperLimitWhenTheGrantIsOutOfReach() {
        Plant plant = new Plant(20_000, 1440, 2, strength -> 0.3 * Math.min(1, strength));

        plant.day();

        assertThat(plant.state.strength()).isEqualTo(LIMITS.max());
        assertThat(plant.spent).isLessThan(7_000);
    }

    @Test
    void shouldRaiseStrengthOnlyOnEvidence() {
        StrengthState state = StrengthState.initial(1);
        StrengthInput first = new StrengthInput(1_000, 0, 1_000, 1e-5, 0.02, 1_000, DAY, 1);

        assertThat(StrengthController.next(state, first, LIMITS).strength()).isCloseTo(1, within(0.001));
    }

    @Test
    void shouldHoldWhenNobodyIsDueOrNothingIsGranted() {
        StrengthState state = new StrengthState(2, 500, 0.5, 20, 0.1, 0, 0.5);
        StrengthInput finished = new StrengthInput(1_000, 900, 0, 0.9, 0.95, 1_000, DAY, 1);
        StrengthInput ungranted = new StrengthInput(0, 0, 0, 0.9, 0.95, 1_000, DAY, 1);

        assertThat(StrengthController.next(state, finished, LIMITS).strength()).isEqualTo(2);
        assertThat(StrengthController.next(state, ungranted, LIMITS).strength()).isEqualTo(2);
    }

    @Test
    void shouldNotAskTheLastMembersForTheWholeProgrammesRate() {
        StrengthState state = new StrengthState(1, 900, 0.97, 100, 0.1, 0, 0.9);
        StrengthInput few = new StrengthInput(1_000, 900, 10, 0.98, 1, 60_000, DAY, 1);

        assertThat(StrengthController.next(state, few, LIMITS).strength()).isLessThan(1);
    }
}
