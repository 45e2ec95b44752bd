package io.tributary.domain.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TrafficCurveTest {
    private static final long DAY = 86_400_000;
    private static final long BIN = DAY / TrafficCurve.BINS;

    @Test
    void shouldBeUniformInTheFirstPeriod() {
        TrafficCurve curve = new TrafficCurve(0, DAY);

        assertThat(curve.at(DAY / 4, day(0, DAY))).isCloseTo(0.25, within(1e-9));
        assertThat(curve.at(-5, day(0, DAY))).isZero();
        assertThat(curve.at(0, day(0, DAY))).isZero();
        assertThat(curve.at(DAY, day(0, DAY))).isEqualTo(1);
        assertThat(curve.at(DAY + 5, day(0, DAY))).isEqualTo(1);
    }

    @Test
    void shouldLearnTheShapeOfADay() {
        TrafficCurve curve = new TrafficCurve(0, DAY);
        for (int day = 0; day < 3; day++) {
            observeDay(curve, day, 0);
            curve.startPeriod(ZoneOffset.UTC, (day + 1) * DAY, (day + 2) * DAY);
        }

        assertThat(curve.at(3 * DAY + DAY / 2, day(3 * DAY, 4 * DAY))).isCloseTo(0.25, within(0.01));
        double before = 0;
        for (long time = 3 * DAY; time <= 4 * DAY; time += 100_000) {
            double now = curve.at(time, day(3 * DAY, 4 * DAY));
            assertThat(now).isBetween(before, 1.0);
            before = now;
        }
    }

    @Test
    void shouldAdaptToAChangedShape() {
        TrafficCurve curve = new TrafficCurve(0, DAY);
        observeDay(curve, 0, 0);
        curve.startPeriod(ZoneOffset.UTC, DAY, 2 * DAY);
        for (int day = 1; day < 8; day++) {
            observeDay(curve, day, TrafficCurve.BINS / 2);
            curve.startPeriod(ZoneOffset.UTC, (day + 1) * DAY, (day + 2) * DAY);
        }

        assertThat(curve.at(8 * DAY + DAY / 2, day(8 * DAY, 9 * DAY))).isCloseTo(0.75, within(0.03));
    }

    @Test
    void shouldNotTakeAGapForAQuietTime() {
        TrafficCurve curve = new TrafficCurve(0, DAY);
        for (int bin = TrafficCurve.BINS / 2; bin < TrafficCurve.BINS; bin++) {
            curve.observe(ZoneOffset.UTC, bin * BIN, (bin + 1) * BIN, 100);
        }
        curve.startPeriod(ZoneOffset.UTC, DAY, 2 * DAY);

        assertThat(curve.at(DAY + DAY / 2, day(DAY, 2 * DAY))).isCloseTo(0.5, within(1e-6));
    }

    @Test
    void shouldSpreadAnObservationOverItsTime() {
        TrafficCurve curve = new TrafficCurve(0, DAY);
        curve.observe(ZoneOffset.UTC, -BIN, BIN + BIN / 2, 250);

        double[] counts = curve.snapshot().counts();
        assertThat(counts[0]).isCloseTo(100, within(1e-6));
        assertThat(counts[1]).isCloseTo(50, within(1e-6));
        assertThat(counts[2]).isZero();
    }

    @Test
    void shouldGoOnFromASnapshot() {
        TrafficCurve curve = new TrafficCurve(0, DAY);
        observeDay(curve, 0, 0);
        curve.startPeriod(ZoneOffset.UTC, DAY, 2 * DAY);
        curve.observe(ZoneOffset.UTC, DAY, DAY + BIN, 7);
        TrafficCurve copy = new TrafficCurve(curve.snapshot());
        copy.startPeriod(ZoneOffset.UTC, 2 * DAY, 3 * DAY);
        curve.startPeriod(ZoneOffset.UTC, 2 * DAY, 3 * DAY);

        assertThat(copy.snapshot().learnt()).containsExactly(curve.snapshot().learnt());
        assertThat(copy.at(2 * DAY + 12_345_678, day(2 * DAY, 3 * DAY)))
                .isEqualTo(curve.at(2 * DAY + 12_345_678, day(2 * DAY, 3 * DAY)));
    }

    private static LocalDial day(long start, long end) {
        return LocalDial.of(start, end, ZoneOffset.UTC);
    }

    /** Three times the traffic in the second half; the halves change places by the shift. */
    private static void observeDay(TrafficCurve curve, int day, int shift) {
        for (int bin = 0; bin < TrafficCurve.BINS; bin++) {
            boolean busy = (bin + shift) % TrafficCurve.BINS >= TrafficCurve.BINS / 2;
            curve.observe(ZoneOffset.UTC, day * DAY + bin * BIN, day * DAY + (bin + 1) * BIN, busy ? 300 : 100);
        }
    }
}
