package io.tributary.domain.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ResponseTest {
    private final Response response = new Response();

    private void pass(double from, double until, double push, double exposuresPerPush) {
        double step = 0.001;
        double due = 0;
        for (double at = from; at < until; at += step) {
            response.push(push, push >= 2);
            response.advance(at + step);
            for (due += exposuresPerPush * push * step; due >= 1; due--) {
                response.charge();
            }
        }
    }

    @Test
    void shouldExpectWhatAPushBroughtBefore() {
        pass(0, 0.3, 0.5, 1_000);

        assertThat(response.expected(0.5, 0.01)).isCloseTo(5, within(0.5));
        assertThat(response.expected(1, 0.01)).isCloseTo(10, within(1.0));
    }

    @Test
    void shouldForgetNothingWhileThereIsNoBoost() {
        pass(0, 0.3, 0.5, 1_000);
        double before = response.expected(0.5, 0.01);
        pass(0.3, 0.4, 0, 0);

        assertThat(response.expected(0.5, 0.01)).isCloseTo(before, within(0.4 * before));
        assertThat(response.expected(0.5, 0.01)).as("cautious").isGreaterThanOrEqualTo(before);
    }

    @Test
    void shouldCountTheTrafficAtFullBoost() {
        pass(0, 0.2, 1, 100);
        assertThat(response.fullTraffic()).isZero();
        pass(0.2, 0.3, 2, 100);
        assertThat(response.fullTraffic()).isCloseTo(0.1, within(0.002));

        response.startPeriod();
        assertThat(response.fullTraffic()).isZero();
    }

    @Test
    void shouldKeepItsStateInARoundTrip() {
        pass(0, 0.3, 2, 500);

        assertThat(Response.restored(response.snapshot()).snapshot()).isEqualTo(response.snapshot());
    }
}
