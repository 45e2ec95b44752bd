package io.tributary.analytics.store;

import io.tributary.analytics.table.Source;
import io.tributary.analytics.table.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Writes tables of a DuckDB file, or a span of time of them, into files for other tools. */
public final class Export {
    /** What is written. */
    public enum Format {
        /** A file for each table. */
        PARQUET("parquet", "(FORMAT PARQUET)"),
        /** The same, with a first line of names. */
        CSV("csv", "(FORMAT CSV, HEADER)"),
        /** One file with all tables. */
        DUCKDB("duckdb", null);

        private final String suffix;
        private final String options;

        Format(String suffix, String options) {
            this.suffix = suffix;
            this.options = options;
        }
    }

    private final String url;
    private final long from;
    private final long to;

    /**
     * @param from epoch milliseconds, inclusive, of the source's time
     * @param to exclusive
     */
    public Export(String url, long from, long to) {
        if (from >= to) {
            throw new IllegalArgumentException("--from must be before --to");
        }
        this.url = url;
        this.from = from;
        this.to = to;
    }

    /**
     * Writes tables into a folder.
     *
     * @param told each file that was written
     */
    public void write(List<Source<?>> sources, Format format, Path folder, Consumer<Path> told) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new IllegalArgumentException("--out " + folder + ": cannot be made: " + e.getMessage(), e);
        }
        requireWritable(folder);
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            if (format == Format.DUCKDB) {
                Path file = folder.resolve("tributary.duckdb");
                requireAnother(file);
                Files.deleteIfExists(file);
                statement.execute("ATTACH '" + quoted(file) + "' AS exported");
                for (Source<?> source : sources) {
                    for (Table table : source.tables()) {
                        statement.execute("CREATE TABLE exported." + table.name() + " AS " + selection(source, table));
                    }
                }
                statement.execute("DETACH exported");
                told.accept(file);
                return;
            }
            for (Source<?> source : sources) {
                for (Table table : source.tables()) {
                    Path file = folder.resolve(table.name() + "." + format.suffix);
                    statement.execute(
                            "COPY (" + selection(source, table) + ") TO '" + quoted(file) + "' " + format.options);
                    told.accept(file);
                }
            }
        } catch (SQLException e) {
            throw DatabaseException.of("exporting to " + folder, e);
        } catch (IOException e) {
            throw new IllegalArgumentException("--out " + folder + ": cannot be written: " + e.getMessage(), e);
        }
    }

    private static void requireWritable(Path folder) {
        if (!Files.isWritable(folder)) {
            throw new IllegalArgumentException(
                    "--out " + folder + ": cannot be written: name another folder, or see to its rights");
        }
    }

    /** What is exported would be lost, and it is all there is. */
    private void requireAnother(Path file) throws IOException {
        Path from = Path.of(url.substring(url.lastIndexOf("duckdb:") + "duckdb:".length()));
        if (Files.exists(file) && Files.exists(from) && Files.isSameFile(file, from)) {
            throw new IllegalArgumentException("--out " + file.getParent() + ": " + file.getFileName()
                    + " there is the database itself; name another folder");
        }
    }

    private static String quoted(Path file) {
        return file.toString().replace("'", "''");
    }

    private String selection(Source<?> source, Table table) {
        String select = "SELECT " + table.names() + " FROM " + table.name();
        if (source.time() == null) {
            return select;
        }
        Table main = source.table();
        String span = "main_row." + source.time() + " >= " + from + " AND main_row." + source.time() + " < " + to;
        String same = main.key().stream()
                .map(column -> "main_row." + column.name() + " = " + table.name() + "." + column.name())
                .collect(Collectors.joining(" AND "));
        return select + " WHERE EXISTS (SELECT 1 FROM " + main.name() + " AS main_row WHERE " + same + " AND " + span
                + ")";
    }
}
