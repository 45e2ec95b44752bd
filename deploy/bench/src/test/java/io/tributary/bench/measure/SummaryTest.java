package io.tributary.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SummaryTest {
    @Test
    void shouldTakeTheMiddleOne() {
        assertThat(Summary.of(DoubleStream.of(9, 1, 4))).isEqualTo(new Summary(4, 1, 9));
        assertThat(Summary.of(DoubleStream.of(9, 1, 4, 5))).isEqualTo(new Summary(4.5, 1, 9));
        assertThat(Summary.of(DoubleStream.of(3))).isEqualTo(new Summary(3, 3, 3));
    }

    @Test
    void shouldBeNothingOfNone() {
        assertThat(Summary.of(DoubleStream.empty()).median()).isNaN();
    }
}
