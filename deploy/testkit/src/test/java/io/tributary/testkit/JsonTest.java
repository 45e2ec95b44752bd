package io.tributary.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JsonTest {
    private record Figures(long count, double known, double unknown) {}

    @Test
    void shouldWriteOneLineWithNullForWhatIsNotKnown() {
        assertThat(Json.line(new Figures(3, 0.5, Double.NaN)))
                .isEqualTo("{\"count\":3,\"known\":0.5,\"unknown\":null}");
    }
}
