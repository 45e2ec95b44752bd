package io.tributary.analytics.cli;

import io.tributary.cli.CommandGroup;
import picocli.CommandLine.Command;

/** The topics as tables. */
@Command(
        name = "metrics",
        mixinStandardHelpOptions = true,
        subcommands = {SqlCommand.class, TablesCommand.class, ExportCommand.class},
        description = {
            "The topics that analysts read, as tables: questions in SQL, and files for other tools.",
            "Tables are kept in a DuckDB file, or in PostgreSQL, and read on from where they are; of each key the highest revision is kept."
        })
public final class MetricsCommand extends CommandGroup {}
