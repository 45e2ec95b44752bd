package io.tributary.analytics.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.metrics.v1.ConversionMetric;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The view for warehouses that append: of rows in random order, it shows what reading one by one comes to. */
class WarehouseRuleTest {
    private static final Path VIEW = Path.of("warehouses", "iceberg.sql");
    private static final String TABLE = "CREATE TABLE conversion_metrics_all (merchantId VARCHAR, windowSize VARCHAR,"
            + " windowStart BIGINT, surface VARCHAR, arm VARCHAR, revision INTEGER, orders BIGINT,"
            + " memberships STRUCT(programmeId VARCHAR, version INTEGER, stage VARCHAR)[])";

    /** The record has a field more from time to time; the pages have to follow. */
    @ParameterizedTest
    @ValueSource(strings = {"clickhouse.sql", "doris.sql"})
    void shouldHaveAColumnForEveryField(String file) throws Exception {
        String ddl = Files.readString(Path.of("warehouses", file));
        for (Schema.Field field : ConversionMetric.getClassSchema().getFields()) {
            assertThat(ddl).containsPattern("[ (`]" + field.name() + "[ .]");
        }
    }

    @Test
    void shouldShowTheHighestRevisionOfEachKey() throws Exception {
        Random random = new Random(7);
        Map<String, Integer> revisions = new HashMap<>();
        Map<String, Long> orders = new HashMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute(TABLE);
            statement.execute(Files.readString(VIEW));
            for (int i = 0; i < 500; i++) {
                String merchant = "m-" + random.nextInt(20);
                int version = 1 + random.nextInt(2);
                int revision = random.nextInt(1_000_000);
                long count = random.nextInt(1_000);
                statement.execute("INSERT INTO conversion_metrics_all VALUES ('" + merchant
                        + "', 'DAY', 0, 'FEED', 'TREATMENT', " + revision + ", " + count
                        + ", [{'programmeId': 'farm', 'version': " + version + ", 'stage': 'SEED'}])");
                String key = merchant + "/" + version;
                if (revision >= revisions.getOrDefault(key, -1)) {
                    revisions.put(key, revision);
                    orders.put(key, count);
                }
            }
            Map<String, Long> shown = new HashMap<>();
            try (ResultSet found = statement.executeQuery(
                    "SELECT merchantId || '/' || memberships[1].version AS key, orders FROM conversion_metrics")) {
                while (found.next()) {
                    assertThat(shown.put(found.getString(1), found.getLong(2))).isNull();
                }
            }
            assertThat(shown).isEqualTo(orders);
        }
    }
}
