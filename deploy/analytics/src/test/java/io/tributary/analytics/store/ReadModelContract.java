package io.tributary.analytics.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.analytics.Metrics;
import io.tributary.analytics.table.Source;
import io.tributary.analytics.table.Sources;
import io.tributary.ledger.v1.Entitlement;
import io.tributary.schemas.Topics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** What holds in every database. */
abstract class ReadModelContract {
    private static final TopicPartition PARTITION = new TopicPartition("conversion-metrics", 3);

    /** Address of an empty database, the same one within a test. */
    abstract String url() throws Exception;

    @Test
    void shouldKeepTheHighestRevision() throws Exception {
        write(Metrics.day("m-1", 0, 2, 5, "CNY", "USD"));
        write(Metrics.day("m-1", 0, 1, 4, "CNY"), Metrics.day("m-2", 0, 1, 1));
        assertThat(ask("select merchant_id, revision, orders from conversion_metrics order by 1"))
                .containsExactly("m-1 2 5", "m-2 1 1");
        assertThat(ask("select currency from conversion_metrics_sales order by 1"))
                .containsExactly("CNY", "USD");
        write(Metrics.day("m-1", 0, 3, 6, "EUR"));
        assertThat(ask("select revision, orders from conversion_metrics where merchant_id = 'm-1'"))
                .containsExactly("3 6");
        assertThat(ask("select currency from conversion_metrics_sales")).containsExactly("EUR");
    }

    @Test
    void shouldComeToTheSameAsWhoeverReadsOneByOne() throws Exception {
        Random random = new Random(5);
        Map<String, String> expected = new LinkedHashMap<>();
        Map<String, Integer> revisions = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            List<Object> records = new ArrayList<>();
            for (int j = 0; j < 50; j++) {
                String merchant = "m-" + random.nextInt(30);
                int revision = random.nextInt(100);
                long orders = random.nextInt(1000);
                records.add(Metrics.day(merchant, 0, revision, orders, "CNY"));
                if (revision >= revisions.getOrDefault(merchant, -1)) {
                    revisions.put(merchant, revision);
                    expected.put(merchant, merchant + " " + revision + " " + 100 * orders);
                }
            }
            write(records.toArray());
        }
        assertThat(
                        ask(
                                "select m.merchant_id, m.revision, s.gross from conversion_metrics m"
                                        + " join conversion_metrics_sales s using (merchant_id, window_size, window_start, surface, arm, member_of)"))
                .containsExactlyInAnyOrderElementsOf(expected.values());
    }

    @Test
    void shouldForgetWhatATombstoneTakesAway() throws Exception {
        Batch batch = new Batch();
        batch.add(source("entitlements"), "m-1", new Entitlement("m-1", 5L, false, List.of()));
        batch.add(source("entitlements"), "m-2", new Entitlement("m-2", 6L, true, List.of()));
        write(batch);
        Batch later = new Batch();
        later.add(source("entitlements"), "m-1", null);
        write(later);
        assertThat(ask("select merchant_id, opt_out from entitlements")).containsExactly("m-2 true");
    }

    @Test
    void shouldLeaveOutTombstonesWhereNothingIsDeleted() throws Exception {
        Batch batch = new Batch();
        batch.add(source("conversion-metrics"), "m-1", Metrics.day("m-1", 0, 1, 1));
        assertThat(batch.add(source("conversion-metrics"), "m-1", null)).isFalse();
        assertThat(batch.add(source("uplift"), "farm/1/ALL/DAY/0", null)).isFalse();
        write(batch);
        assertThat(ask("select merchant_id from conversion_metrics")).containsExactly("m-1");
    }

    @Test
    void shouldTakeTextsWithAnyCharacter() throws Exception {
        Batch batch = new Batch();
        batch.add(source("entitlements"), "m\0-1", new Entitlement("m\0-1", 5L, false, List.of()));
        write(batch);
        assertThat(ask("select merchant_id from entitlements")).containsExactly("m -1");
        Batch later = new Batch();
        later.add(source("entitlements"), "m\0-1", null);
        write(later);
        assertThat(ask("select merchant_id from entitlements")).isEmpty();
    }

    @Test
    void shouldKnowHowFreshItIs() throws Exception {
        write(Metrics.day("m-1", 0, 1, 1));
        try (Tables tables = Tables.open(url())) {
            assertThat(tables.readUntil()).isEmpty();
        }
        try (ReadModel model = open("cluster-a")) {
            model.readUntil(17);
        }
        try (Tables tables = Tables.open(url())) {
            assertThat(tables.readUntil()).hasValue(17);
        }
    }

    @Test
    void shouldKnowWhereToGoOn() throws Exception {
        Batch batch = new Batch();
        batch.add(source("conversion-metrics"), "m-1", Metrics.day("m-1", 0, 1, 1));
        batch.position(PARTITION, 17);
        write(batch);
        try (ReadModel model = open("cluster-a")) {
            assertThat(model.positions()).containsEntry(PARTITION, 17L);
        }
        Batch later = new Batch();
        later.position(PARTITION, 18);
        write(later);
        try (ReadModel model = open("cluster-a")) {
            assertThat(model.positions()).containsEntry(PARTITION, 18L);
        }
    }

    @Test
    void shouldRefuseTablesOfAnotherCluster() throws Exception {
        write(Metrics.day("m-1", 0, 1, 1));
        assertThatThrownBy(() -> open("cluster-b"))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("cluster-a, not of cluster-b")
                .hasMessageContaining("--database");
    }

    @Test
    void shouldLetNobodyChangeTablesByAsking() throws Exception {
        write(Metrics.day("m-1", 0, 1, 1));
        assertThatThrownBy(() -> ask("delete from conversion_metrics")).hasMessageContaining("the database says");
        assertThat(ask("select count(*) from conversion_metrics")).containsExactly("1");
    }

    @Test
    void shouldSayWhatTheDatabaseDoesNotUnderstand() throws Exception {
        write(Metrics.day("m-1", 0, 1, 1));
        assertThatThrownBy(() -> ask("select nothing from nowhere"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("metrics tables")
                .hasMessageNotContaining("pending query");
    }

    static Source<?> source(String topic) {
        return Sources.all().stream()
                .filter(each -> each.topic() == Topics.byName(topic).orElseThrow())
                .findFirst()
                .orElseThrow();
    }

    ReadModel open(String cluster) throws Exception {
        return ReadModel.open(url(), cluster, Sources.all());
    }

    void write(Object... records) throws Exception {
        Batch batch = new Batch();
        for (Object record : records) {
            batch.add(source("conversion-metrics"), "m", record);
        }
        write(batch);
    }

    private void write(Batch batch) throws Exception {
        try (ReadModel model = open("cluster-a")) {
            model.write(batch);
        }
    }

    List<String> ask(String sql) throws Exception {
        List<String> rows = new ArrayList<>();
        Query.run(url(), sql, new Query.Rows() {
            @Override
            public void columns(List<String> names) {
                // The tests know what they ask for.
            }

            @Override
            public void row(List<Object> values) {
                rows.add(String.join(" ", values.stream().map(String::valueOf).toList()));
            }
        });
        return rows;
    }
}
