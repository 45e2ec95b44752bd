package io.tributary.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bench.Table;
import io.tributary.bench.workload.Market;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatencyMeasurementTest {
    @Test
    void shouldTryBothRatesAtBothCommitsAndBeats() {
        assertThat(LatencyMeasurement.cases(Map.of()))
                .hasSize(8)
                .contains(new LatencyCase(20_000, 100, 1_000), new LatencyCase(100_000, 20, 50));
    }

    @Test
    void shouldNotVaryWhatWasSet() {
        assertThat(LatencyMeasurement.cases(Map.of("beat.interval.ms", "200", "commit.interval.ms", "30")))
                .containsExactly(new LatencyCase(20_000, 30, 200), new LatencyCase(100_000, 30, 200));
    }

    @Test
    void shouldHaveATableForEachWayWithItsRowsOnly() {
        LatencyPlan plan = LatencyPlan.of(6_000_000, 1);
        LatencyCase tried = new LatencyCase(20_000, 100, 1_000);
        Latencies times = new Latencies();
        times.add(25_000_000);
        LoadResult load = new LoadResult(19_999.6, 3, 0.5, 40);
        List<LatencyRow> rows = List.of(
                LatencyRow.of(tried, Way.STOP, times, load), LatencyRow.of(tried, Way.BEAT, new Latencies(), load));

        List<Table> tables = LatencyMeasurement.tables(plan, rows);

        assertThat(tables).hasSize(Way.values().length);
        assertThat(tables.get(0).title()).contains("opt-out", "60 s each").doesNotContain("wait for the next beat");
        assertThat(tables.get(0).rows())
                .containsExactly(List.of("20,000", "100", "1,000", "25.0", "25.0", "25.0", "25.0", "1", "0", "20,000"));
        assertThat(tables.get(1).title()).contains("wait for the next beat included");
        assertThat(tables.get(1).rows()).isEmpty();
        assertThat(tables.get(2).rows().get(0)).contains("-");
    }

    @Test
    void shouldTakeAsMuchTimeAsThereAreEvents() {
        assertThat(LatencyPlan.of(100_000_000, 1)).isEqualTo(LatencyPlan.of(6_000_000, 1));
        assertThat(LatencyPlan.of(600_000, 1).measuredSeconds()).isEqualTo(6);
        assertThat(LatencyPlan.of(1, 1).warmUpSeconds()).isEqualTo(2);
    }

    @Test
    void shouldKeepTheProbesMerchantsApart() {
        ProbeMerchants merchants = new ProbeMerchants(10_000);

        assertThat(merchants.way(Market.merchantId(9_999))).isNull();
        assertThat(merchants.way(Market.merchantId(10_000 + ProbeMerchants.COUNT)))
                .isNull();
        for (Way way : List.of(Way.STOP, Way.CHARGE, Way.METRIC)) {
            assertThat(merchants.ranks(way)).hasSizeGreaterThanOrEqualTo(800);
            merchants.ranks(way).forEach(rank -> {
                assertThat(merchants.way(Market.merchantId(rank))).isEqualTo(way);
                assertThat(Market.isSupported(rank)).isEqualTo(way != Way.METRIC);
            });
        }
    }

    @Test
    void shouldAnswerAProbeOnce() {
        Outstanding outstanding = new Outstanding();

        assertThat(outstanding.begin("m", 1)).isTrue();
        assertThat(outstanding.begin("m", 2)).isFalse();
        assertThat(outstanding.answer("m")).isEqualTo(1);
        assertThat(outstanding.answer("m")).isNull();
        assertThat(outstanding.isEmpty()).isTrue();
    }
}
