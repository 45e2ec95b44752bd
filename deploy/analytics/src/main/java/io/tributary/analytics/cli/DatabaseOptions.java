package io.tributary.analytics.cli;

import io.tributary.analytics.follow.TableRefresh;
import io.tributary.analytics.follow.TopicFollower;
import io.tributary.analytics.store.Tables;
import io.tributary.analytics.table.Source;
import io.tributary.cli.CliError;
import io.tributary.cli.SettingsOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which database holds the tables, and how it is brought up to date. */
final class DatabaseOptions {
    private static final int PATIENCE_SECONDS = 10;

    @Mixin
    private SettingsOptions settings;

    @Option(
            names = "--database",
            paramLabel = "FILE",
            defaultValue = ".local/metrics.duckdb",
            description = "DuckDB file with the tables; made where there is none (default: ${DEFAULT-VALUE}).")
    private Path file;

    @Option(
            names = "--jdbc-url",
            paramLabel = "URL",
            description =
                    "Keep the tables in PostgreSQL instead: jdbc:postgresql://HOST/DATABASE?user=...&password=...")
    private String jdbcUrl;

    @Option(
            names = "--no-refresh",
            description = "Do not read the topics on: the tables as they were left. Works without brokers.")
    private boolean noRefresh;

    /** Address of the database. */
    String url() {
        return jdbcUrl == null ? "jdbc:duckdb:" + file : jdbcUrl;
    }

    boolean isFile() {
        return jdbcUrl == null;
    }

    /**
     * Reads topics on, unless it is not wanted.
     *
     * @param told is told in lines how far it is, and how fresh the tables are
     */
    void refresh(List<Source<?>> sources, Consumer<String> told) {
        if (noRefresh) {
            if (jdbcUrl == null && !Files.exists(file)) {
                throw new IllegalArgumentException(
                        "--database " + file + ": is not there; leave --no-refresh out to make it");
            }
            told.accept(asTheyWereLeft());
            return;
        }
        makeFolder();
        SettingsOptions.Connection connection = settings.connect();
        Instant asOf = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        TableRefresh refresh = new TableRefresh(
                connection.client(),
                cluster(connection),
                connection.topics(),
                connection.serdes().any());
        TopicFollower.Outcome outcome = refresh.run(url(), sources, told);
        told.accept("as of " + asOf + ", " + outcome.records() + " new records"
                + (outcome.unreadable() == 0
                        ? ""
                        : "; " + outcome.unreadable() + " could not be read and are left out"));
    }

    private String asTheyWereLeft() {
        try (Tables tables = Tables.open(url())) {
            OptionalLong until = tables.readUntil();
            return until.isPresent()
                    ? "as of " + Instant.ofEpochMilli(until.getAsLong()).truncatedTo(ChronoUnit.SECONDS)
                            + ", as the tables were left"
                    : "as the tables were left: they were never read to the end";
        }
    }

    private void makeFolder() {
        Path folder = file.toAbsolutePath().getParent();
        if (jdbcUrl == null && folder != null) {
            try {
                Files.createDirectories(folder);
            } catch (IOException e) {
                throw new IllegalArgumentException("--database " + file + ": its folder cannot be made: " + e, e);
            }
        }
    }

    private static String cluster(SettingsOptions.Connection connection) {
        try (Admin admin = Admin.create(connection.client())) {
            String id = admin.describeCluster().clusterId().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            String prefix = connection.topics().prefix();
            return prefix.isEmpty() ? id : id + " with topics " + prefix + "...";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliError("interrupted: run the command again", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new CliError(
                    "Kafka at " + connection.settings().bootstrapServers()
                            + " did not answer: start the brokers, correct --bootstrap-servers, or ask the tables as they were left with --no-refresh",
                    e);
        }
    }
}
