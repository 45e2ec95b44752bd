package io.tributary.analytics.cli;

import io.tributary.analytics.store.Query;
import io.tributary.analytics.table.Sources;
import io.tributary.text.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks in SQL. */
@Command(
        name = "sql",
        mixinStandardHelpOptions = true,
        description = {
            "Reads the topics on, and asks the tables. How fresh they are is said on stderr.",
            "The question cannot change them, and reaches nothing else: no file, no network. With --files it reads and writes files, to join"
                    + " tables with data of your own: do not pass on questions of strangers with it.",
            "`tributary metrics tables` lists tables and columns."
        },
        footer = {
            "",
            "Examples:",
            "  tributary metrics sql \"select merchant_id, sum(orders) from conversion_metrics where window_size = 'DAY' group by 1\"",
            "  tributary metrics sql --json \"select * from programme_metrics_pacing order by beat desc limit 1\"",
            "  tributary metrics sql --no-refresh \"select count(*) from ledger\"",
            "  tributary metrics sql --files \"select * from entitlements join 'my-merchants.csv' using (merchant_id)\""
        })
final class SqlCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions database;

    @Parameters(paramLabel = "QUERY", description = "A question in the SQL of the database: DuckDB's, or PostgreSQL's.")
    private String query;

    @Option(names = "--json", description = "A JSON object for each row.")
    private boolean json;

    @Option(
            names = "--files",
            description =
                    "The question may read and write files, and attach other databases, with your rights. DuckDB only.")
    private boolean files;

    @Override
    public Integer call() {
        if (files && !database.isFile()) {
            throw new IllegalArgumentException(
                    "--files: is of DuckDB; what PostgreSQL reads and writes says your role there");
        }
        PrintWriter out = spec.commandLine().getOut();
        database.refresh(Sources.all(), spec.commandLine().getErr()::println);
        Query.run(database.url(), query, files, json ? new JsonRows(out) : new TextRows(out));
        out.flush();
        return 0;
    }

    /** An object a row. */
    private static final class JsonRows implements Query.Rows {
        private final PrintWriter out;
        private List<String> names = List.of();

        JsonRows(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void columns(List<String> columns) {
            names = columns;
        }

        @Override
        public void row(List<Object> values) {
            Map<String, Object> row = new LinkedHashMap<>();
            for (int i = 0; i < names.size(); i++) {
                Object value = values.get(i);
                boolean isPlain = value == null || value instanceof Number || value instanceof Boolean;
                row.put(names.get(i), isPlain ? value : value.toString());
            }
            out.println(Json.write(row));
        }
    }

    /** Columns with a tab between them, after a line of names: read by people, cut by tools. */
    private static final class TextRows implements Query.Rows {
        private final PrintWriter out;

        TextRows(PrintWriter out) {
            this.out = out;
        }

        @Override
        public void columns(List<String> names) {
            out.println(String.join("\t", names));
        }

        @Override
        public void row(List<Object> values) {
            List<String> texts = new ArrayList<>(values.size());
            values.forEach(value -> texts.add(value == null ? "" : cell(value.toString())));
            out.println(String.join("\t", texts));
        }

        /** A row is a line, whatever is in it. */
        private static String cell(String text) {
            return text.replace("\\", "\\\\")
                    .replace("\t", "\\t")
                    .replace("\n", "\\n")
                    .replace("\r", "\\r");
        }
    }
}
