package io.tributary.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.analytics.Metrics;
import io.tributary.analytics.store.Batch;
import io.tributary.analytics.store.ReadModel;
import io.tributary.analytics.table.Sources;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MetricsCommandTest {
    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();
    private Path database;

    @BeforeEach
    void fill() {
        database = folder.resolve("metrics.duckdb");
        try (ReadModel model = ReadModel.open("jdbc:duckdb:" + database, "cluster", Sources.all())) {
            Batch batch = new Batch();
            batch.add(Sources.all().get(0), "m-1", Metrics.day("m-1", 0, 1, 3, "CNY"));
            model.write(batch);
        }
    }

    private int run(String... args) {
        return new CommandLine(new MetricsCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(errors, true))
                .setExecutionExceptionHandler((error, command, result) -> {
                    command.getErr().println(error.getMessage());
                    return 1;
                })
                .execute(args);
    }

    @Test
    void shouldAnswerInTextAndJson() {
        String query = "select merchant_id, orders, null as nothing from conversion_metrics";
        assertThat(run("sql", "--no-refresh", "--database", database.toString(), query))
                .isZero();
        assertThat(out.toString()).isEqualTo("merchant_id\torders\tnothing\nm-1\t3\t\n");
        out.getBuffer().setLength(0);
        assertThat(run("sql", "--json", "--no-refresh", "--database", database.toString(), query))
                .isZero();
        assertThat(out.toString()).isEqualTo("{\"merchant_id\":\"m-1\",\"orders\":3,\"nothing\":null}\n");
    }

    @Test
    void shouldSayInOneLineWhatIsWrong() {
        assertThat(run(
                        "sql",
                        "--no-refresh",
                        "--database",
                        folder.resolve("none").toString(),
                        "select 1"))
                .isEqualTo(1);
        assertThat(errors.toString()).contains("is not there; leave --no-refresh out to make it");
        assertThat(run("tables", "conversions")).isEqualTo(1);
        assertThat(errors.toString()).contains("table conversions: is none of ours");
        assertThat(run()).isEqualTo(2);
        assertThat(errors.toString()).contains("name what to do: sql, tables, export");
    }

    @Test
    void shouldListTablesAndColumns() {
        assertThat(run("tables")).isZero();
        assertThat(out.toString()).contains("conversion_metrics: ").contains("ledger: ");
        assertThat(run("tables", "ledger")).isZero();
        assertThat(out.toString())
                .contains("  merchant_id TEXT (key): The merchant.")
                .contains("  granted LONG: Grant after this entry");
    }

    @Test
    void shouldExport() {
        assertThat(run(
                        "export",
                        "--no-refresh",
                        "--database",
                        database.toString(),
                        "--from",
                        "1970-01-01T00:00:00Z",
                        "--format",
                        "csv",
                        "--out",
                        folder.resolve("out").toString()))
                .isZero();
        assertThat(out.toString()).contains("conversion_metrics.csv").contains("ledger.csv");
        assertThat(folder.resolve("out/conversion_metrics_sales.csv")).exists();
    }
}
