package io.tributary.analytics.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.analytics.Metrics;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SourcesTest {
    @Test
    void shouldGiveEveryColumnANameOfItsOwnAndAMeaning() {
        Set<String> tables = new HashSet<>();
        for (Source<?> source : Sources.all()) {
            for (Table table : source.tables()) {
                assertThat(tables.add(table.name())).as(table.name()).isTrue();
                Set<String> columns = new HashSet<>();
                for (Column column : table.columns()) {
                    assertThat(columns.add(column.name()))
                            .as("%s.%s", table.name(), column.name())
                            .isTrue();
                    assertThat(column.name()).matches("[a-z][a-z0-9_]*");
                    assertThat(column.meaning())
                            .as("%s.%s", table.name(), column.name())
                            .isNotBlank();
                }
            }
        }
    }

    @Test
    void shouldMakeRowsOfARecordAndOfTheListsInIt() {
        Source<?> conversion = Sources.all().get(0);
        Object record = Metrics.day("m-1", 1000, 3, 7, "CNY", "USD");
        Map<Table, List<Object[]>> rows = new LinkedHashMap<>();
        List<Object> key = conversion.key("m-1", record);
        assertThat(key).containsExactly("m-1", "DAY", 1000L, "FEED", "TREATMENT", "farm:2:GROW");
        conversion.rows(key, record, rows);
        assertThat(value(rows, "conversion_metrics", 0, "orders")).isEqualTo(7L);
        assertThat(value(rows, "conversion_metrics", 0, "programmes")).isEqualTo("");
        assertThat(value(rows, "conversion_metrics_sales", 1, "merchant_id")).isEqualTo("m-1");
        assertThat(value(rows, "conversion_metrics_sales", 1, "sales_place")).isEqualTo(1L);
        assertThat(value(rows, "conversion_metrics_sales", 1, "currency")).isEqualTo("USD");
        assertThat(value(rows, "conversion_metrics_sales", 1, "gross")).isEqualTo(700L);
        assertThat(value(rows, "conversion_metrics_memberships", 0, "programme_id"))
                .isEqualTo("farm");
    }

    private static Object value(Map<Table, List<Object[]>> rows, String table, int row, String column) {
        Table found = rows.keySet().stream()
                .filter(each -> each.name().equals(table))
                .findFirst()
                .orElseThrow();
        List<String> names =
                new ArrayList<>(found.columns().stream().map(Column::name).toList());
        return rows.get(found).get(row)[names.indexOf(column)];
    }
}
