package io.tributary.demo.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromiseTest {
    @Test
    void shouldBeKeptUpToItsLimitAndNotWhenUnknown() {
        assertThat(promise(0.01).isKept()).isTrue();
        assertThat(promise(0.0101).isKept()).isFalse();
        assertThat(promise(Double.NaN).isKept()).isFalse();
    }

    private static Promise promise(double figure) {
        return new Promise("errorMedian", "error", 0.01, figure, Promise.Unit.PERCENT);
    }
}
