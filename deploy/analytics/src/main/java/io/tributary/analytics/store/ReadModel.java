package io.tributary.analytics.store;

import io.tributary.analytics.table.Column;
import io.tributary.analytics.table.Source;
import io.tributary.analytics.table.Table;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * The tables of some topics in a database. A batch and the positions up to which topics were read are written in one transaction, so that
 * every record counts once, whenever the reader is stopped.
 *
 * <p>A batch is first loaded into tables of its own ({@code loading_...}), and then merged by a few statements for all its records: databases
 * are quick with many rows at a time, and slow with one.
 */
public final class ReadModel implements AutoCloseable {
    private static final String POSITIONS = "read_positions";
    private static final String ABOUT = "read_model";
    private static final String LOADING = "loading_";

    private final Connection connection;
    private final Dialect dialect;

    private ReadModel(Connection connection, Dialect dialect) {
        this.connection = connection;
        this.dialect = dialect;
    }

    /**
     * Opens a database, and makes the tables that it lacks.
     *
     * @param url JDBC address of a DuckDB file or a PostgreSQL database
     * @param cluster id of the cluster that the topics are on, and their prefix
     * @throws DatabaseException when it cannot be opened, or is of another cluster
     */
    public static ReadModel open(String url, String cluster, List<Source<?>> sources) {
        Dialect dialect = Dialect.of(url);
        try {
            Connection connection = DriverManager.getConnection(url);
            ReadModel model = new ReadModel(connection, dialect);
            try {
                connection.setAutoCommit(false);
                model.prepare(cluster, sources);
                connection.commit();
                return model;
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw DatabaseException.of(url, e);
        }
    }

    private void prepare(String cluster, List<Source<?>> sources) throws SQLException {
        execute("CREATE TABLE IF NOT EXISTS " + ABOUT + " (cluster VARCHAR)");
        execute("ALTER TABLE " + ABOUT + " ADD COLUMN IF NOT EXISTS as_of BIGINT");
        execute("CREATE TABLE IF NOT EXISTS " + POSITIONS
                + " (topic VARCHAR, partition_number BIGINT, next_offset BIGINT)");
        requireCluster(cluster);
        for (Source<?> source : sources) {
            for (Table table : source.tables()) {
                prepare(table, table.name());
                // Nothing is left in it: it is made anew with the columns in their order.
                execute("DROP TABLE IF EXISTS " + LOADING + table.name());
                prepare(table, LOADING + table.name());
                String index = dialect.index(table);
                if (index != null) {
                    execute(index);
                }
            }
        }
    }

    private void requireCluster(String cluster) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT cluster FROM " + ABOUT)) {
            if (found.next()) {
                String of = found.getString(1);
                if (!of.equals(cluster)) {
                    throw new DatabaseException("the database holds tables of cluster " + of + ", not of " + cluster
                            + ": name another with --database, or remove it");
                }
                return;
            }
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + ABOUT + " (cluster) VALUES (?)")) {
            insert.setString(1, cluster);
            insert.executeUpdate();
        }
    }

    /** Makes a table, or adds the columns that a newer contract has. */
    private void prepare(Table table, String name) throws SQLException {
        execute(table.ddl(name));
        Set<String> there = new HashSet<>();
        try (ResultSet found = connection.getMetaData().getColumns(null, null, name, null)) {
            while (found.next()) {
                there.add(found.getString("COLUMN_NAME"));
            }
        }
        for (Column column : table.columns()) {
            if (!there.contains(column.name())) {
                execute("ALTER TABLE " + name + " ADD COLUMN " + column.name() + " "
                        + column.type().sql());
            }
        }
    }

    /** Where to go on reading, by partition; one that is not in here from its beginning. */
    public Map<TopicPartition, Long> positions() {
        Map<TopicPartition, Long> positions = new HashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT topic, partition_number, next_offset FROM " + POSITIONS)) {
            while (rows.next()) {
                positions.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
            }
            return positions;
        } catch (SQLException e) {
            throw DatabaseException.of("reading positions", e);
        }
    }

    /** Writes a batch; all of it or nothing. */
    public void write(Batch batch) {
        try {
            for (Source<?> source : batch.sources()) {
                write(source, batch);
            }
            writePositions(batch.positions());
            connection.commit();
        } catch (SQLException e) {
            rollback(e);
            throw DatabaseException.of("writing", e);
        }
    }

    /**
     * Notes that all is written that was committed until then.
     *
     * @param time epoch milliseconds
     */
    public void readUntil(long time) {
        try {
            execute("UPDATE " + ABOUT + " SET as_of = " + time);
            connection.commit();
        } catch (SQLException e) {
            rollback(e);
            throw DatabaseException.of("writing", e);
        }
    }

    private void write(Source<?> source, Batch batch) throws SQLException {
        for (List<Object> key : batch.gone(source)) {
            for (Table table : source.tables()) {
                delete(table, key);
            }
        }
        Map<Table, List<Object[]>> rows = batch.rows(source);
        for (Map.Entry<Table, List<Object[]>> each : rows.entrySet()) {
            dialect.load(connection, each.getKey(), LOADING + each.getKey().name(), each.getValue());
        }
        Table main = source.table();
        String loaded = LOADING + main.name();
        if (source.hasRevisions()) {
            execute("DELETE FROM " + loaded + " WHERE EXISTS (SELECT 1 FROM " + main.name() + " WHERE "
                    + sameKey(main, main.name(), loaded) + " AND " + main.name() + ".revision > " + loaded
                    + ".revision)");
        }
        for (Table table : source.tables()) {
            String loading = LOADING + table.name();
            execute("DELETE FROM " + table.name() + " WHERE EXISTS (SELECT 1 FROM " + loaded + " WHERE "
                    + sameKey(main, loaded, table.name()) + ")");
            execute("INSERT INTO " + table.name() + " (" + table.names() + ") SELECT " + table.names() + " FROM "
                    + loading + " WHERE EXISTS (SELECT 1 FROM " + loaded + " AS accepted WHERE "
                    + sameKey(main, "accepted", loading) + ")");
        }
        for (Table table : source.tables()) {
            execute("DELETE FROM " + LOADING + table.name());
        }
    }

    private static String sameKey(Table main, String one, String other) {
        return main.key().stream()
                .map(column -> one + "." + column.name() + " = " + other + "." + column.name())
                .collect(Collectors.joining(" AND "));
    }

    private void delete(Table table, List<Object> key) throws SQLException {
        String where =
                table.key().stream().map(column -> column.name() + " = ?").collect(Collectors.joining(" AND "));
        try (PreparedStatement delete =
                connection.prepareStatement("DELETE FROM " + table.name() + " WHERE " + where)) {
            for (int i = 0; i < key.size(); i++) {
                delete.setObject(i + 1, key.get(i));
            }
            delete.executeUpdate();
        }
    }

    private void writePositions(Map<TopicPartition, Long> positions) throws SQLException {
        for (Map.Entry<TopicPartition, Long> each : positions.entrySet()) {
            TopicPartition partition = each.getKey();
            try (PreparedStatement delete = connection.prepareStatement(
                            "DELETE FROM " + POSITIONS + " WHERE topic = ? AND partition_number = ?");
                    PreparedStatement insert =
                            connection.prepareStatement("INSERT INTO " + POSITIONS + " VALUES (?, ?, ?)")) {
                delete.setString(1, partition.topic());
                delete.setLong(2, partition.partition());
                delete.executeUpdate();
                insert.setString(1, partition.topic());
                insert.setLong(2, partition.partition());
                insert.setLong(3, each.getValue());
                insert.executeUpdate();
            }
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private void rollback(SQLException cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
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
