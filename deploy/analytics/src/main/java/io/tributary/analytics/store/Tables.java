package io.tributary.analytics.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Asks the tables of a read model one question after another, without changing them. Not thread-safe. */
public final class Tables implements AutoCloseable {
    private final Connection connection;

    private Tables(Connection connection) {
        this.connection = connection;
    }

    /**
     * @param url JDBC address of a DuckDB file or a PostgreSQL database
     * @throws DatabaseException when it cannot be opened
     */
    public static Tables open(String url) {
        try {
            return new Tables(Query.connect(url));
        } catch (SQLException e) {
            throw DatabaseException.of(url, e);
        }
    }

    /**
     * Rows of an answer.
     *
     * @param sql that both databases understand; {@code ?} for each parameter
     * @throws DatabaseException when a table is not there yet, with the remedy
     */
    public List<Row> rows(String sql, Object... parameters) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet found = statement.executeQuery()) {
                return rows(found);
            }
        } catch (SQLException e) {
            throw DatabaseException.of("asking", e);
        }
    }

    /** The first row, if there is one. */
    public Optional<Row> first(String sql, Object... parameters) {
        return rows(sql, parameters).stream().findFirst();
    }

    /** When the topics were last read to their end, epoch milliseconds; empty where they never were, or nobody noted it. */
    public OptionalLong readUntil() {
        return first("select * from read_model")
                .filter(row -> row.values().get("as_of") != null)
                .map(row -> OptionalLong.of(row.count("as_of")))
                .orElse(OptionalLong.empty());
    }

    private static List<Row> rows(ResultSet found) throws SQLException {
        ResultSetMetaData meta = found.getMetaData();
        List<Row> rows = new ArrayList<>();
        while (found.next()) {
            Map<String, Object> values = new LinkedHashMap<>();
            for (int i = 1; i <= meta.getColumnCount(); i++) {
                values.put(meta.getColumnLabel(i), found.getObject(i));
            }
            rows.add(new Row(values));
        }
        return rows;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw DatabaseException.of("closing", e);
        }
    }
}
