package io.tributary.bench.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.bench.BenchContext;
import io.tributary.bench.Table;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private static RecoveryPlan plan(long events, int rounds) {
        return RecoveryPlan.of(new BenchContext(events, rounds, 1, List.of(), Map.of(), 5, line -> {}));
    }

    @Test
    void shouldTryTenThousandAndAMillionThreeTimes() {
        assertThat(plan(6_000_000, 5)).isEqualTo(new RecoveryPlan(List.of(10_000, 1_000_000), 3, 1));
        assertThat(plan(6_000, 1)).isEqualTo(new RecoveryPlan(List.of(200, 1_000), 1, 1));
    }

    @Test
    void shouldTellTheMedianOfEachOutageAndSession() {
        RecoveryRow row = new RecoveryRow("cold", 10_000, 1_000, 1, 2, 1.5, 2, 3);
        List<RecoveryRow> rows = List.of(
                row,
                new RecoveryRow("cold", 10_000, 1_000, 2, 2, 2.5, 3, 4),
                new RecoveryRow("cold", 10_000, 6_000, 1, 2, 7, 8, 9),
                new RecoveryRow("cold", 1_000_000, 1_000, 1, 2, 70, 80, 90));

        Table table = RecoveryMeasurement.table(plan(6_000_000, 3), 10_000, rows);

        assertThat(table.rows()).hasSize(Outage.values().length * Session.ALL.size());
        assertThat(table.title()).contains("10,000 merchants", "-Xmx3g");
        assertThat(table.rows())
                .contains(List.of(
                        Outage.COLD.title(), "1,000", "2.0 (1.5 to 2.5)", "2.5 (2.0 to 3.0)", "3.5 (3.0 to 4.0)"));
        assertThat(table.rows()).contains(List.of(Outage.DISK.title(), "6,000", "-", "-", "-"));
    }

    @Test
    void shouldReadPartitionsFromTasks() {
        assertThat(Progress.partitions(List.of("0_3", "0_1"))).containsExactly(1, 3);
    }
}
