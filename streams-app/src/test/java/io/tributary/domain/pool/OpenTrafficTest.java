package io.tributary.domain.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tributary.domain.rules.Opening;
import io.tributary.domain.rules.Openings;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;

class OpenTrafficTest {
    private static final Period PERIOD = new Period(0, 1_000);
    private static final LongToDoubleFunction EVEN = time -> Math.min(1, Math.max(0, time / 1_000.0));
    private static final Openings TWICE =
            new Openings(List.of((from, to) -> List.of(new Opening(100, 200, 1), new Opening(600, 900, 1))));

    private final OpenTraffic open = new OpenTraffic(TWICE, PERIOD, EVEN);

    @Test
    void shouldStandStillWhileClosed() {
        assertThat(open.applyAsDouble(0)).isZero();
        assertThat(open.applyAsDouble(100)).isZero();
        assertThat(open.applyAsDouble(150)).isCloseTo(0.05, within(1e-9));
        assertThat(open.applyAsDouble(200)).isCloseTo(0.1, within(1e-9));
        assertThat(open.applyAsDouble(599)).isCloseTo(0.1, within(1e-9));
        assertThat(open.applyAsDouble(700)).isCloseTo(0.2, within(1e-9));
        assertThat(open.applyAsDouble(5_000)).isCloseTo(0.4, within(1e-9));
    }

    @Test
    void shouldShareWhatIsOpen() {
        assertThat(open.share(0, 1)).isEqualTo(1);
        assertThat(open.share(0.5, 1)).isCloseTo(0.75, within(1e-9));
        assertThat(open.share(0, 0.15)).isCloseTo(0.125, within(1e-9));
        assertThat(new OpenTraffic(new Openings(List.of((from, to) -> List.of())), PERIOD, EVEN).share(0.3, 1))
                .isEqualTo(1);
    }

    @Test
    void shouldBeAllTrafficWithoutWindows() {
        OpenTraffic always = new OpenTraffic(Openings.ALWAYS, PERIOD, EVEN);

        assertThat(always.applyAsDouble(123)).isEqualTo(EVEN.applyAsDouble(123));
        assertThat(always.share(0.25, 0.75)).isEqualTo(0.5);
    }

    /** What is open is planned from nothing to all, and nothing is planned in between. */
    @Test
    void shouldBeWhatAScheduleFollows() {
        RunningPart part = RunningPart.begin(0);
        double before = 0;
        for (long now = 10; now <= 900; now += 10) {
            boolean isOpen = TWICE.isOpenAt(now);
            part = part.next(new RunningPart.Step(now - 10, now, 50, 900), open, isOpen);
            if (now > 200 && now <= 600) {
                assertThat(part.share()).isCloseTo(0.25, within(0.03));
                assertThat(part.share()).isGreaterThanOrEqualTo(before);
            }
            before = part.share();
        }
        assertThat(part.share()).isEqualTo(1);
    }
}
