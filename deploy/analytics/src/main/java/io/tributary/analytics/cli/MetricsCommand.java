package io.tributary.analytics.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The topics as tables. */
@Command(
        name = "metrics",
        mixinStandardHelpOptions = true,
        subcommands = {SqlCommand.class, TablesCommand.class, ExportCommand.class},
        description = {
            "The topics that analysts read, as tables: questions in SQL, and files for other tools.",
            "Tables are kept in a DuckDB file, or in PostgreSQL, and read on from where they are; of each key the highest revision is kept."
        })
public final class MetricsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(
                spec.commandLine(),
                "name what to do: " + String.join(", ", spec.subcommands().keySet()));
    }
}
