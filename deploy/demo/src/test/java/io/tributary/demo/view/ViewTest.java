package io.tributary.demo.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testkit.Table;
import java.util.List;
import org.junit.jupiter.api.Test;

class ViewTest {
    @Test
    void shouldAlignColumns() {
        assertThat(new Table().row("name", "n").row("x", "1,000").lines())
                .containsExactly("name      n", "x     1,000");
    }

    @Test
    void shouldTakeNearestRankQuantiles() {
        List<Integer> values = List.of(5, 1, 4, 2, 3);

        assertThat(Figures.quantile(values, i -> i, 0.5)).isEqualTo(3);
        assertThat(Figures.quantile(values, i -> i, 0.95)).isEqualTo(5);
        assertThat(Figures.quantile(List.<Integer>of(), i -> i, 0.5)).isNaN();
    }

    @Test
    void shouldShowWhatIsNotKnownAsADash() {
        assertThat(Figures.percent(Figures.ratio(1, 0))).isEqualTo("-");
        assertThat(Figures.change(0.5)).isEqualTo("+50 %");
        assertThat(Figures.bar(1.7, 4)).isEqualTo("####");
        assertThat(Figures.bar(Double.NaN, 4)).isEqualTo("....");
    }
}
