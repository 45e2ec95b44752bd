package io.tributary.domain.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class PacerTest {
    private static final int STEPS = 480;
    private static final double MOST_PUSH = 2;

    /** Exposures of a day under a push, more by less the more it is pushed; in the mean, and by chance. */
    private static double response(double push, double scale) {
        return scale * (1 - Math.exp(-push));
    }

    private static double day(Pacer pacer, double scale, long granted, SplittableRandom random) {
        double spent = 0;
        pacer.startPeriod(1);
        for (int step = 0; step < STEPS; step++) {
            pacer.advance(step / (double) STEPS);
            double strength = 1 + 0.3 * Math.sin(step / 20.0);
            pacer.steer(pacer.desired(granted, spent), strength, MOST_PUSH);
            double push = spent < granted ? Math.min(MOST_PUSH, strength * pacer.level()) : 0;
            pacer.push(push);
            double mean = response(push, scale) / STEPS;
            for (int shown = poisson(mean, random); shown > 0; shown--) {
                pacer.charge();
                spent++;
            }
        }
        return spent;
    }

    private static int poisson(double mean, SplittableRandom random) {
        int events = 0;
        for (double at = random.nextExponential(); at < mean; at += random.nextExponential()) {
            events++;
        }
        return events;
    }

    @Property(tries = 30)
    void shouldReachTheGrantWhateverTheResponse(
            @ForAll @DoubleRange(min = 1.3, max = 20) double ease,
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed) {
        long granted = 300;
        double spent = day(new Pacer(), ease * granted, granted, new SplittableRandom(seed));

        assertThat(spent).isCloseTo(granted, within(0.02 * granted));
    }

    @Test
    void shouldBeginADayWithThePushOfTheLast() {
        Pacer pacer = new Pacer();
        day(pacer, 1_000, 300, new SplittableRandom(1));
        double level = pacer.level();
        double strength = 1 + 0.3 * Math.sin((STEPS - 1) / 20.0);

        pacer.startPeriod(2 * strength);

        assertThat(2 * strength * pacer.level()).isCloseTo(strength * level, within(1e-9));
    }

    @Test
    void shouldAskForMoreTheFurtherBehindItIsButNotForAnything() {
        Pacer pacer = new Pacer();
        pacer.advance(0.5);

        double onPlan = pacer.desired(100, 100 * DeliveryPlan.share(0.5));
        assertThat(onPlan).isCloseTo(100 / 0.96, within(1.0));
        assertThat(pacer.desired(100, 40)).isGreaterThan(onPlan);
        assertThat(pacer.desired(100, 0)).isEqualTo(400);
        assertThat(pacer.desired(100, 90)).isZero();
    }

    @Test
    void shouldKeepItsStateInARoundTrip() {
        Pacer pacer = new Pacer();
        day(pacer, 1_000, 300, new SplittableRandom(2));
        StateWriter writer = new StateWriter();
        pacer.write(writer);
        byte[] bytes = writer.toByteArray();

        Pacer.read(new StateReader(bytes)).write(writer.reset());

        assertThat(writer.toByteArray()).isEqualTo(bytes);
    }
}
