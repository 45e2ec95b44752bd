package io.tributary.analytics.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.analytics.Metrics;
import io.tributary.analytics.store.Batch;
import io.tributary.analytics.store.ReadModel;
import io.tributary.analytics.table.Sources;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
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
    void shouldWriteALineForEachRow() {
        assertThat(run(
                        "sql",
                        "--no-refresh",
                        "--database",
                        database.toString(),
                        "select 'a' || chr(10) || chr(9) || 'b' as text"))
                .isZero();
        assertThat(out.toString()).isEqualTo("text\na\\n\\tb\n");
        assertThat(errors.toString()).isEqualTo("as the tables were left: they were never read to the end\n");
    }

    @Test
    void shouldReadFilesWhereItIsAllowed() throws Exception {
        Path file = folder.resolve("mine.csv");
        Files.writeString(file, "merchant_id,note\nm-1,mine\n");
        String question = "select note, orders from conversion_metrics join '" + file + "' using (merchant_id)";
        assertThat(run("sql", "--no-refresh", "--database", database.toString(), question))
                .isEqualTo(1);
        assertThat(errors.toString()).contains("the database says");
        assertThat(run("sql", "--files", "--no-refresh", "--database", database.toString(), question))
                .isZero();
        assertThat(out.toString()).isEqualTo("note\torders\nmine\t3\n");
    }

    @Test
    void shouldTellNobodyThePassword() {
        String url = "jdbc:postgresql://127.0.0.1:1/x?user=ann&password=geheim&sslpassword=geheim";
        assertThat(run("sql", "--no-refresh", "--jdbc-url", url, "select 1")).isEqualTo(1);
        assertThat(run("sql", "--no-refresh", "--jdbc-url", "jdbc:mysql://x?password=geheim", "select 1"))
                .isEqualTo(1);
        assertThat(errors.toString())
                .doesNotContain("geheim")
                .contains("user=ann&password=[hidden]&sslpassword=[hidden]", "start it, or correct address");
    }

    @Test
    void shouldSayWhyATopicHasNoTable() {
        assertThat(run("tables", "impressions")).isEqualTo(1);
        assertThat(errors.toString()).contains("the topic has none: too many records for one machine");
        assertThat(run("tables", "ledgr")).isEqualTo(1);
        assertThat(errors.toString()).contains("did you mean ledger?");
    }

    @Test
    void shouldMakeStatementsOfTables() throws Exception {
        assertThat(run("tables", "--ddl")).isZero();
        try (var connection = java.sql.DriverManager.getConnection("jdbc:duckdb:");
                var statement = connection.createStatement()) {
            for (String ddl : out.toString().split(";\n")) {
                assertThat(ddl).startsWith("CREATE TABLE IF NOT EXISTS ");
                statement.execute(ddl);
            }
        }
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
