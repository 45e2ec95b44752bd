package io.tributary.bench.job;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MetersTest {
    private static final String TEXT = String.join(
            "\n",
            "# HELP jvm_memory_used_bytes The amount of used memory",
            "# TYPE jvm_memory_used_bytes gauge",
            "jvm_memory_used_bytes{area=\"heap\",id=\"Eden Space\"} 1.5E7",
            "jvm_memory_used_bytes{area=\"heap\",id=\"Tenured Gen\"} 5.0E6",
            "jvm_memory_used_bytes{area=\"nonheap\",id=\"Metaspace\"} 3.0E6",
            "tributary_beat_sweep_seconds_bucket{le=\"+Inf\"} 7",
            "tributary_beat_sweep_seconds_sum 0.25",
            "empty NaN",
            "most +Inf",
            "");

    @Test
    void shouldSumOverLabels() {
        Meters meters = Meters.parse(TEXT);

        assertThat(meters.sum("jvm_memory_used_bytes", "area=\"heap\"")).isEqualTo(2e7);
        assertThat(meters.sum("jvm_memory_used_bytes")).isEqualTo(2.3e7);
        assertThat(meters.sum("tributary_beat_sweep_seconds_sum")).isEqualTo(0.25);
        assertThat(meters.sum("most")).isInfinite();
    }

    @Test
    void shouldHaveNoSumOfWhatIsNotThere() {
        assertThat(Meters.parse(TEXT).sum("other")).isNaN();
        assertThat(Meters.parse(TEXT).sum("empty")).isNaN();
    }
}
