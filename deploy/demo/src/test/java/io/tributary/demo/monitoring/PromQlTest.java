package io.tributary.demo.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromQlTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a_total;a_total",
                "sum by (topic) (rate(a_total{topic=~\".*(x|y)\"}[5m])) > 1e6;a_total",
                "sum(a) by (instance) / 2.5;a",
                "max(a_x) and on (b) c_x offset 5m;a_x,c_x",
                "histogram_quantile(0.99, sum by (le) (rate(a_bucket[$__rate_interval])));a_bucket",
                "a{programme=~\"$programme\"} unless t:a:rate5m == bool 1;a,t:a:rate5m",
                "a * on (x) group_left (y) b;a,b",
                "predict_linear(a[1h], 4 * 3600) < 0;a"
            })
    void shouldFindMetrics(String expression, String names) {
        assertThat(PromQl.metrics(expression)).containsExactlyInAnyOrder(names.split(","));
    }

    @Test
    void shouldTellWhichSeriesAreRead() {
        PromQl.Selector both = PromQl.selectors(
                        "sum by (instance) (increase(a_total{fault=\"same-name\", for!~\"x|y\", role=~\"$role\"}[10m])) > 0")
                .get(0);

        assertThat(both.reads("a_total", Map.of("fault", "same-name", "for", "z")))
                .isTrue();
        assertThat(both.reads("a_total", Map.of("fault", "same-name"))).isTrue();
        assertThat(both.reads("a_total", Map.of("fault", "same-name", "for", "x")))
                .isFalse();
        assertThat(both.reads("a_total", Map.of("fault", "other"))).isFalse();
        assertThat(both.reads("b_total", Map.of("fault", "same-name"))).isFalse();
    }

    @Test
    void shouldFindTheLabelsThatAreGroupedBy() {
        assertThat(PromQl.groupedBy("max by (for, instance) (a) and on (programme) b"))
                .containsExactly("for", "programme");
        assertThat(PromQl.groupedBy("sum(a)")).isEmpty();
    }

    @Test
    void shouldFindNoneInNumbers() {
        assertThat(PromQl.metrics("vector(0) + 1")).isEmpty();
    }
}
