package io.tributary.analytics.cli;

import io.tributary.analytics.table.Column;
import io.tributary.analytics.table.Source;
import io.tributary.analytics.table.Sources;
import io.tributary.analytics.table.Table;
import io.tributary.text.Json;
import io.tributary.text.Nearest;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists tables and columns. */
@Command(
        name = "tables",
        mixinStandardHelpOptions = true,
        description = "Lists the tables, or the columns of one with what they mean. Needs no brokers.")
final class TablesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "TABLE", description = "Show this table's columns.")
    private String name;

    @Option(names = "--json", description = "A JSON object for each table, with its columns.")
    private boolean json;

    @Option(
            names = "--ddl",
            description = "As statements that make the tables, for DuckDB, PostgreSQL, or another database of yours.")
    private boolean ddl;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        boolean found = name == null;
        for (Source<?> source : Sources.all()) {
            for (Table table : source.tables()) {
                boolean wanted = name == null || table.name().equals(name);
                found |= wanted;
                if (wanted && ddl) {
                    out.println(table.ddl(table.name()) + ";");
                } else if (wanted && json) {
                    out.println(Json.write(table));
                } else if (wanted) {
                    print(out, table);
                }
            }
        }
        if (!found) {
            throw new IllegalArgumentException("table " + name + ": " + whyNot());
        }
        out.flush();
        return 0;
    }

    private String whyNot() {
        List<String> known = Sources.all().stream()
                .flatMap(source -> source.tables().stream())
                .map(Table::name)
                .toList();
        return Sources.leftOut(name)
                .map(reason -> "the topic has none: " + reason)
                .orElseGet(() -> "is none of ours"
                        + Nearest.to(name, known)
                                .map(near -> "; did you mean " + near + "?")
                                .orElse("")
                        + "; `tributary metrics tables` lists them");
    }

    private void print(PrintWriter out, Table table) {
        out.println(table.name() + ": " + table.meaning());
        if (name != null) {
            for (Column column : table.columns()) {
                boolean isKey = table.key().contains(column);
                out.println(
                        "  " + column.name() + " " + column.type() + (isKey ? " (key)" : "") + ": " + column.meaning());
            }
        }
    }
}
