package io.tributary.analytics.cli;

import io.tributary.analytics.table.Column;
import io.tributary.analytics.table.Source;
import io.tributary.analytics.table.Sources;
import io.tributary.analytics.table.Table;
import io.tributary.text.Json;
import java.io.PrintWriter;
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

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        boolean found = name == null;
        for (Source<?> source : Sources.all()) {
            for (Table table : source.tables()) {
                boolean wanted = name == null || table.name().equals(name);
                found |= wanted;
                if (wanted && json) {
                    out.println(Json.write(table));
                } else if (wanted) {
                    print(out, table);
                }
            }
        }
        if (!found) {
            throw new IllegalArgumentException(
                    "table " + name + ": is none of ours; `tributary metrics tables` lists them");
        }
        out.flush();
        return 0;
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
