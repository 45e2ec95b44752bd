package io.tributary.schemas.boost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LocalFeedbackTest {
    @Test
    void shouldNotTouchANeedWhenAllWereServedAlike() {
        assertThat(LocalFeedback.discount(3, 0.2, 0.2)).isEqualTo(1);
        assertThat(LocalFeedback.discount(0, 5, 0)).isEqualTo(1);
    }

    @Test
    void shouldLowerTheNeedOfWhomThisHostHasServed() {
        // (1 + 0.5)^-2
        assertThat(LocalFeedback.discount(2, 0.5, 0)).isCloseTo(1 / 2.25, within(1e-12));
        assertThat(LocalFeedback.discount(2, 0, 0.1)).isCloseTo(1.21, within(1e-12));
    }

    @Test
    void shouldNotTrustTheDirectionTooFar() {
        assertThat(LocalFeedback.discount(100, 10, 0)).isCloseTo(Math.exp(-2), within(1e-12));
        assertThat(LocalFeedback.discount(100, 0, 10)).isCloseTo(Math.E, within(1e-12));
    }

    @Test
    void shouldMakeUpForALossThatIsOffOverTheRestOfThePeriod() {
        assertThat(LocalFeedback.trim(0.01, 100, 1, 990)).isEqualTo(1);
        assertThat(LocalFeedback.trim(0.01, 100, 2, 990)).isCloseTo(Math.exp(-0.1), within(1e-12));
        assertThat(LocalFeedback.trim(0.01, 100, 100, 0)).isCloseTo(Math.exp(-0.7), within(1e-12));
        assertThat(LocalFeedback.trim(0, 100, 1, 990)).isEqualTo(1);
    }
}
