package io.tributary.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.bench.measure.Summary;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
    private static final Table TABLE =
            new Table("Speed", List.of("job", "events/s"), List.of(List.of("limit", "1,000"), List.of("dsl", "9")));

    @Test
    void shouldAlignForATerminal() {
        assertThat(TABLE.lines()).containsExactly("Speed", "job    events/s", "limit     1,000", "dsl           9");
    }

    @Test
    void shouldBeMarkdown() {
        assertThat(TABLE.markdown())
                .containsExactly("Speed", "", "| job | events/s |", "|---|---:|", "| limit | 1,000 |", "| dsl | 9 |");
    }

    @Test
    void shouldRefuseARowThatIsTooShort() {
        assertThatThrownBy(() -> new Table("Speed", List.of("job", "events/s"), List.of(List.of("limit"))))
                .hasMessage("Speed: [limit] must have 2 cells");
    }

    @Test
    void shouldWriteMedianAndSpread() {
        assertThat(Text.of("%,.0f", new Summary(1_500, 1_000, 2_000))).isEqualTo("1,500 (1,000 to 2,000)");
        assertThat(Text.of("%.1f", new Summary(3, 3, 3))).isEqualTo("3.0");
        assertThat(Text.of("%.1f", new Summary(Double.NaN, Double.NaN, Double.NaN)))
                .isEqualTo("-");
    }
}
