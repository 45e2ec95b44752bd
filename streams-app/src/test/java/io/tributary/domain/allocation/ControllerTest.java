package io.tributary.domain.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.domain.Surface;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ControllerTest {
    private final Controller controller = Controller.startingAt(2);

    @Test
    void shouldStartAtTheLogarithmOfItsFirstBoost() {
        assertThat(Math.exp(controller.level())).isEqualTo(2);
        assertThat(controller.plan()).isZero();
    }

    @Test
    void shouldSayOnceThatItWaits() {
        assertThat(controller.awaitResumption()).isFalse();
        controller.suspendUntil(0.5);
        assertThat(controller.awaitResumption()).isTrue();
        assertThat(controller.awaitResumption()).isFalse();
        controller.suspendUntil(0.6);
        assertThat(controller.awaitResumption()).isTrue();
        controller.suspendUntil(Double.POSITIVE_INFINITY);
        assertThat(controller.awaitResumption()).isFalse();
    }

    @Test
    void shouldExpectNothingOfADirectiveThatWasWithdrawn() {
        controller.direct(Set.of(Surface.FEED), 1.5, 0.5);
        controller.push(0.5, false);
        controller.advance(0.1);
        controller.charged();
        assertThat(controller.expected(0.1)).isPositive();
        assertThat(controller.isDirectedTo(Set.of(Surface.FEED))).isTrue();

        controller.withdraw();
        assertThat(controller.isDirected()).isFalse();
        assertThat(controller.isDirectedTo(Set.of(Surface.FEED))).isFalse();
        assertThat(controller.expected(0.1)).isZero();
        assertThat(controller.expected(0.5, 0.1)).as("what was learnt stays").isPositive();
    }

    @Test
    void shouldLearnWhatItReachesOnlyFromExposuresAtFullBoost() {
        controller.startPeriod();
        controller.push(1, false);
        controller.charged();
        controller.advance(0.1);
        assertThat(controller.fullTraffic()).isZero();
        assertThat(controller.reach(1, 0.5)).isInfinite();

        controller.push(1, true);
        controller.advance(0.2);
        controller.charged();
        assertThat(controller.fullTraffic()).isEqualTo(0.1);
        assertThat(controller.reach(2, 0.5)).isFinite().isGreaterThan(2);
    }

    @Test
    void shouldForgetTheSuspensionAndTheTrafficWhenAPeriodBegins() {
        controller.push(1, true);
        controller.advance(0.2);
        controller.suspendUntil(0.5);
        controller.startPeriod();
        assertThat(controller.isSuspended()).isFalse();
        assertThat(controller.fullTraffic()).isZero();
    }

    @Test
    void shouldKeepEverythingInARoundTrip() {
        controller.suspendUntil(0.25);
        controller.direct(Set.of(Surface.FEED, Surface.LIVE), 1.5, 0.5);
        controller.push(0.5, true);
        controller.advance(0.1);
        controller.charged();
        controller.hold();

        Controller read = Controller.restored(controller.snapshot());

        assertThat(read.snapshot()).isEqualTo(controller.snapshot());
        assertThat(read.isDirectedTo(Set.of(Surface.LIVE, Surface.FEED))).isTrue();
        assertThat(read.issuedNeed()).isEqualTo(1.5);
        assertThat(read.issuedAdmit()).isEqualTo(0.5);
        assertThat(read.isSuspended()).isTrue();
        assertThat(read.resumesAt()).isEqualTo(0.25);
    }
}
