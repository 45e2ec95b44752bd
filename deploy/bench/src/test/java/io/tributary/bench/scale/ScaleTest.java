package io.tributary.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bench.BenchContext;
import io.tributary.bench.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScaleTest {
    private static ScalePlan plan(long events) {
        return ScalePlan.of(new BenchContext(events, 5, 1, List.of(), Map.of(), 5, line -> {}));
    }

    @Test
    void shouldTryFourSizesAndShrinkThemWithTheEvents() {
        ScalePlan standard = plan(6_000_000);

        assertThat(standard.merchants()).containsExactly(1_000, 10_000, 100_000, 1_000_000);
        assertThat(standard.events()).isEqualTo(8_000_000);
        assertThat(standard.rounds()).isEqualTo(3);
        assertThat(plan(60_000).merchants()).containsExactly(100, 1_000, 10_000);
    }

    @Test
    void shouldShowWhatGrowsOverTheDay() {
        EnduranceRow row = new EnduranceRow(1, 180_000, 3 << 20, -1, 1 << 20, 1_000_000);

        Table table = EnduranceMeasurement.table(1_000_000, 3_000, List.of(row));

        assertThat(table.rows()).containsExactly(List.of("1", "180,000", "3.0", "-", "1.0", "1,000,000"));
        assertThat(table.title()).contains("-Xmx4g", "directive.ttl.ms=21,600,000");
    }
}
