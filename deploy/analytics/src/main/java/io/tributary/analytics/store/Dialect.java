package io.tributary.analytics.store;

import io.tributary.analytics.table.Column;
import io.tributary.analytics.table.Table;
import io.tributary.text.SecretMask;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** What databases do each in their own way. */
enum Dialect {
    /** In this process, in one file. It finds rows by scanning columns: indexes would only slow writing down. */
    DUCKDB {
        @Override
        String index(Table table) {
            return null;
        }

        @Override
        void load(Connection connection, Table table, String name, List<Object[]> rows) throws SQLException {
            try (DuckDBAppender appender =
                    connection.unwrap(DuckDBConnection.class).createAppender(DuckDBConnection.DEFAULT_SCHEMA, name)) {
                for (Object[] row : rows) {
                    appender.beginRow();
                    for (Object value : row) {
                        append(appender, value);
                    }
                    appender.endRow();
                }
            }
        }

        private void append(DuckDBAppender appender, Object value) throws SQLException {
            if (value == null) {
                appender.appendNull();
            } else if (value instanceof Long number) {
                appender.append(number.longValue());
            } else if (value instanceof Double number) {
                appender.append(number.doubleValue());
            } else if (value instanceof Boolean truth) {
                appender.append(truth.booleanValue());
            } else {
                appender.append(value.toString());
            }
        }
    },

    /** A server. */
    POSTGRESQL {
        @Override
        String index(Table table) {
            return "CREATE INDEX IF NOT EXISTS key_of_" + table.name() + " ON " + table.name() + " ("
                    + table.key().stream().map(Column::name).collect(Collectors.joining(", ")) + ")";
        }

        @Override
        void load(Connection connection, Table table, String name, List<Object[]> rows) throws SQLException {
            String places = table.columns().stream().map(column -> "?").collect(Collectors.joining(", "));
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO " + name + " VALUES (" + places + ")")) {
                for (Object[] row : rows) {
                    for (int i = 0; i < row.length; i++) {
                        insert.setObject(i + 1, row[i]);
                    }
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    };

    static Dialect of(String url) {
        if (url.startsWith("jdbc:duckdb:")) {
            return DUCKDB;
        } else if (url.startsWith("jdbc:postgresql:")) {
            return POSTGRESQL;
        }
        throw new IllegalArgumentException("--jdbc-url " + SecretMask.url(url) + ": must begin with jdbc:postgresql:");
    }

    /** What finds a record's rows quickly, or null. */
    abstract String index(Table table);

    /** Writes rows into a table with this name and the columns of that one. */
    abstract void load(Connection connection, Table table, String name, List<Object[]> rows) throws SQLException;
}
