package io.tributary.analytics.cli;

import io.tributary.analytics.store.Export;
import io.tributary.analytics.table.Sources;
import io.tributary.cli.Moment;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Writes tables into files. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Reads the topics on, and writes all tables into files for other tools.",
            "Of windows and ledger entries those of a span of time are written; of what is true now (entitlements, directives, merchants,"
                    + " versions of rules) all of it."
        },
        footer = {
            "",
            "Examples:",
            "  tributary metrics export --from 2026-03-01 --to 2026-04-01 --out march",
            "  tributary metrics export --from -7d --format csv --out week"
        })
final class ExportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private DatabaseOptions database;

    @Option(names = "--from", required = true, paramLabel = "WHEN", description = "First moment: " + Moment.HELP + ".")
    private String from;

    @Option(
            names = "--to",
            defaultValue = "now",
            paramLabel = "WHEN",
            description = "First moment after it (default: now).")
    private String to;

    @Option(
            names = "--format",
            defaultValue = "parquet",
            description = "parquet, csv, or duckdb: one file with all tables (default: ${DEFAULT-VALUE}).")
    private Export.Format format;

    @Option(
            names = "--out",
            required = true,
            paramLabel = "FOLDER",
            description = "Where to; made where it is not there.")
    private Path out;

    @Override
    public Integer call() {
        if (!database.isFile()) {
            throw new IllegalArgumentException(
                    "--jdbc-url: PostgreSQL exports itself (COPY); leave it out to export from a file");
        }
        long now = System.currentTimeMillis();
        ZoneId zone = ZoneId.systemDefault();
        Export export = new Export(
                database.url(), Moment.parse("--from", from, now, zone), Moment.parse("--to", to, now, zone));
        database.refresh(Sources.all(), spec.commandLine().getErr()::println);
        export.write(
                Sources.all(), format, out, file -> spec.commandLine().getOut().println(file));
        spec.commandLine().getOut().flush();
        return 0;
    }
}
