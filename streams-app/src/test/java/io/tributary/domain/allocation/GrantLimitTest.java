package io.tributary.domain.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GrantLimitTest {
    @Test
    void shouldLimitAGrantThatIsOutOfReach() {
        assertThat(GrantLimit.next(GrantLimit.NONE, 119.2, 300, 0.5)).isEqualTo(120);
        assertThat(GrantLimit.next(GrantLimit.NONE, 297, 300, 0.5))
                .as("near enough")
                .isEqualTo(GrantLimit.NONE);
        assertThat(GrantLimit.next(GrantLimit.NONE, Double.POSITIVE_INFINITY, 300, 0.5))
                .isEqualTo(GrantLimit.NONE);
    }

    @Test
    void shouldNotFlap() {
        assertThat(GrantLimit.next(120, 119, 120, 0.6)).isEqualTo(120);
        assertThat(GrantLimit.next(120, 124, 120, 0.6)).isEqualTo(120);
        assertThat(GrantLimit.next(120, 110, 120, 0.6)).isEqualTo(110);
        assertThat(GrantLimit.next(120, 200, 120, 0.6)).isEqualTo(200);
    }

    @Test
    void shouldLeaveTheEndOfAPeriodAlone() {
        assertThat(GrantLimit.next(GrantLimit.NONE, 10, 300, 0.95)).isEqualTo(GrantLimit.NONE);
    }
}
