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
import java.util.stream.Stream;
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
        assertThat(askOfFiles("select orders from '" + folder + "/out/conversion_metrics.parquet'"))
                .containsExactly("2");
        assertThat(askOfFiles("select gross from '" + folder + "/out/conversion_metrics_sales.parquet'"))
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
    void shouldNotExportOverWhatIsExported() throws Exception {
        write(Metrics.day("m-1", 0, 1, 1, "CNY"));
        Path database = folder.resolve("tributary.duckdb");
        Files.move(folder.resolve("metrics.duckdb"), database);
        Export export = new Export("jdbc:duckdb:" + database, 0, DAY);
        assertThatThrownBy(() -> export.write(Sources.all(), Format.DUCKDB, folder, file -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tributary.duckdb there is the database itself; name another folder");
        assertThat(database).isNotEmptyFile();
    }

    private static final List<String> FURTHER_THAN_THE_TABLES = List.of(
            "copy conversion_metrics to 'FOLDER/stolen.csv'",
            "copy (select 1) to 'FOLDER/stolen.parquet' (format parquet)",
            "export database 'FOLDER/stolen'",
            "select * from read_csv('/etc/passwd')",
            "select * from '/etc/passwd'",
            "select content from read_text('/etc/passwd')",
            "select * from glob('/etc/*')",
            "attach 'FOLDER/stolen.duckdb' as other",
            "attach ':memory:' as other; copy (select 1) to 'FOLDER/stolen.csv'",
            "install httpfs",
            "load httpfs",
            "select * from 'http://127.0.0.1:1/a.csv'",
            "set enable_external_access = true",
            "set lock_configuration = false",
            "insert into conversion_metrics (merchant_id) values ('m-2')",
            "drop table conversion_metrics");

    @Test
    void shouldReachNothingButTheTables() throws Exception {
        write(Metrics.day("m-1", 0, 1, 1));
        assertThat(FURTHER_THAN_THE_TABLES)
                .allSatisfy(question -> assertThatThrownBy(() -> ask(question.replace("FOLDER", folder.toString())))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("the database says: "));
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).allMatch(name -> name.startsWith("metrics"));
        }
    }

    private List<String> askOfFiles(String sql) {
        List<String> rows = new ArrayList<>();
        Query.run(url(), sql, true, new Query.Rows() {
            @Override
            public void columns(List<String> names) {
                // One.
            }

            @Override
            public void row(List<Object> values) {
                rows.add(String.valueOf(values.get(0)));
            }
        });
        return rows;
    }

    @Test
    void shouldRefuseASpanThatIsNone() {
        assertThatThrownBy(() -> new Export(url(), 5, 5)).hasMessage("--from must be before --to");
    }
}
