package io.tributary.analytics.store;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * Asks a database what its tables hold. It cannot change them.
 *
 * <p>A question to DuckDB reaches nothing but the tables: no other file is read or written, no other database attached, nothing loaded from
 * the network, and no setting undoes that. Of PostgreSQL it is the role's rights that say what else a question may do.
 */
public final class Query {
    /** What DuckDB's driver puts before the reason where rows are fetched one by one. */
    private static final String OF_THE_DRIVER =
            "Invalid Input Error: Attempting to execute an unsuccessful or closed pending query result\nError: ";

    private static final int ROWS_AT_ONCE = 1_000;

    private Query() {}

    /** Takes the rows of an answer. */
    public interface Rows {
        /** Names of the columns, before all rows. */
        void columns(List<String> names);

        /** A row; values are Long, Double, Boolean, String or others that have a text. */
        void row(List<Object> values);
    }

    /**
     * Asks.
     *
     * @throws IllegalArgumentException when the database does not understand it, with its own words
     * @throws DatabaseException when it cannot be opened
     */
    public static void run(String url, String sql, Rows rows) {
        run(url, sql, false, rows);
    }

    /**
     * The same.
     *
     * @param files whether the question may read and write files with the rights of who asks; of DuckDB only
     */
    public static void run(String url, String sql, boolean files, Rows rows) {
        try (Connection connection = connect(url, files);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false); // Else PostgreSQL's driver takes all rows at once.
            statement.setFetchSize(ROWS_AT_ONCE);
            answer(statement, sql, rows);
        } catch (SQLException e) {
            throw DatabaseException.of(url, e);
        }
    }

    /** A connection that cannot change anything, and reaches nothing but the tables. */
    static Connection connect(String url) throws SQLException {
        return connect(url, false);
    }

    private static Connection connect(String url, boolean files) throws SQLException {
        Properties properties = new Properties();
        if (Dialect.of(url) == Dialect.DUCKDB) {
            properties.setProperty("duckdb.read_only", "true");
            properties.setProperty("jdbc_stream_results", "true");
            if (!files) {
                properties.setProperty("enable_external_access", "false");
                properties.setProperty("lock_configuration", "true");
            }
        } else {
            properties.setProperty("readOnly", "true");
            properties.setProperty("readOnlyMode", "always");
        }
        return DriverManager.getConnection(url, properties);
    }

    private static void answer(Statement statement, String sql, Rows rows) {
        try {
            if (!statement.execute(sql)) {
                return;
            }
            try (ResultSet found = statement.getResultSet()) {
                ResultSetMetaData meta = found.getMetaData();
                List<String> names = new ArrayList<>();
                for (int i = 1; i <= meta.getColumnCount(); i++) {
                    names.add(meta.getColumnLabel(i));
                }
                rows.columns(names);
                while (found.next()) {
                    List<Object> values = new ArrayList<>(names.size());
                    for (int i = 1; i <= names.size(); i++) {
                        values.add(found.getObject(i));
                    }
                    rows.row(values);
                }
            }
        } catch (SQLException e) {
            throw new IllegalArgumentException(
                    "the database says: "
                            + String.valueOf(e.getMessage())
                                    .replace(OF_THE_DRIVER, "")
                                    .strip() + "\n`tributary metrics tables` lists tables and columns",
                    e);
        }
    }
}
