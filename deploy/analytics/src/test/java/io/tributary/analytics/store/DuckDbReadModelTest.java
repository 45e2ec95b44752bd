package io.tributary.analytics.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.analytics.Metrics;
import io.tributary.analytics.store.Export.Format;
import io.tributary.analytics.table.Sources;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DuckDbReadModelTest extends ReadModelContract {
    private static final long DAY = 86_400_000L;

    @TempDir
    private Path folder;

    @Override
    String url() {
        return "jdbc:duckdb:" + folder.resolve("metrics.duckdb");
    }

    @Test
    void shouldExportASpanOfTimeWithItsLists() throws Exception {
        write(
                Metrics.day("m-1", 0, 1, 1, "CNY"),
                Metrics.day("m-1", DAY, 1, 2, "CNY"),
                Metrics.day("m-1", 2 * DAY, 1, 3, "CNY"));
        List<Path> written = new ArrayList<>();
        new Export(url(), DAY, 2 * DAY).write(Sources.all(), Format.PARQUET, folder.resolve("out"), written::add);
        assertThat(written)
                .contains(folder.resolve("out/conversion_metrics.parquet"))
                .allMatch(Files::exists);
        assertThat(ask("select orders from '" + folder + "/out/conversion_metrics.parquet'"))
                .containsExactly("2");
        assertThat(ask("select gross from '" + folder + "/out/conversion_metrics_sales.parquet'"))
                .containsExactly("200");
        new Export(url(), 0, 2 * DAY).write(Sources.all(), Format.CSV, folder.resolve("csv"), file -> {});
        assertThat(Files.readAllLines(folder.resolve("csv/conversion_metrics.csv")))
                .hasSize(3);
    }

    @Test
    void shouldExportAllTablesIntoOneFile() throws Exception {
        write(Metrics.day("m-1", 0, 1, 1, "CNY"));
        List<Path> written = new ArrayList<>();
        Export export = new Export(url(), 0, DAY);
        export.write(Sources.all(), Format.DUCKDB, folder.resolve("out"), written::add);
        export.write(Sources.all(), Format.DUCKDB, folder.resolve("out"), written::add);
        assertThat(written).containsOnly(folder.resolve("out/tributary.duckdb"));
    }

    @Test
    void shouldAddColumnsThatANewerContractHas() throws Exception {
        write(Metrics.day("m-1", 0, 1, 1));
        try (var connection = java.sql.DriverManager.getConnection(url());
                var statement = connection.createStatement()) {
            statement.execute("alter table conversion_metrics drop column units");
        }
        write(Metrics.day("m-2", 0, 1, 4));
        assertThat(ask("select merchant_id, units from conversion_metrics order by 1"))
                .containsExactly("m-1 null", "m-2 4");
    }

    @Test
    void shouldRefuseASpanThatIsNone() {
        assertThatThrownBy(() -> new Export(url(), 5, 5)).hasMessage("--from must be before --to");
    }
}
