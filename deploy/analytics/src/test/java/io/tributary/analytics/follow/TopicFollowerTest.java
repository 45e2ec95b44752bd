package io.tributary.analytics.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.analytics.Metrics;
import io.tributary.analytics.follow.TopicFollower.Outcome;
import io.tributary.analytics.store.Query;
import io.tributary.analytics.store.ReadModel;
import io.tributary.analytics.table.Source;
import io.tributary.analytics.table.Sources;
import io.tributary.cli.CliError;
import io.tributary.common.v1.Stage;
import io.tributary.metrics.v1.Membership;
import io.tributary.schemas.TopicNames;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicFollowerTest {
    private static final TopicPartition PARTITION = new TopicPartition("conversion-metrics", 0);
    private static final List<Source<?>> SOURCES = Sources.all().subList(0, 1);

    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();

    @Test
    void shouldReadOnFromWhereItWas() {
        assertThat(read(0, 0, "1", "2", "bad")).isEqualTo(new Outcome(2, 1));
        assertThat(read(0, 3, "4")).isEqualTo(new Outcome(1, 0));
        List<Object> sums = new ArrayList<>();
        Query.run(url(), "select cast(sum(orders) as bigint) from conversion_metrics", new Query.Rows() {
            @Override
            public void columns(List<String> names) {
                // One.
            }

            @Override
            public void row(List<Object> values) {
                sums.addAll(values);
            }
        });
        assertThat(sums).containsExactly(7L);
        assertThat(told).isEmpty();
    }

    @Test
    void shouldKeepWhatWasReadWhenTheBrokersGiveNoMore() {
        assertThatThrownBy(() -> read(0, 0, 3, "1", "2"))
                .isInstanceOf(CliError.class)
                .hasMessageContaining("no more after 2 of about 5 records: what was read is kept");
        assertThat(read(0, 2, "3", "4", "5")).as("from where it was").isEqualTo(new Outcome(3, 0));
    }

    @Test
    void shouldLeaveOutWhatIsNoRecordOfTheTopic() {
        assertThat(read(0, 0, "1", "another", "2", "tombstone")).isEqualTo(new Outcome(2, 2));
    }

    @Test
    void shouldSayWhenSomethingWasForgottenMeanwhile() {
        read(0, 0, "1");
        read(5, 5, "2");
        assertThat(told)
                .singleElement()
                .asString()
                .contains("begins at 5 now, and was read up to 1: what was between is gone");
    }

    @Test
    void shouldRefuseATopicThatWasMadeAnew() {
        read(0, 0, "1", "2");
        assertThatThrownBy(() -> read(0, 0, "9"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ends at 1, but was read up to 2: the topic was made anew");
    }

    private String url() {
        return "jdbc:duckdb:" + folder.resolve("metrics.duckdb");
    }

    /** Reads a topic that has been forgotten up to some offset, and has records with these numbers of orders from another on. */
    private Outcome read(long beginning, long first, String... orders) {
        return read(beginning, first, 0, orders);
    }

    /** The same of a topic that has some records more, which do not come. */
    private Outcome read(long beginning, long first, long missing, String... orders) {
        try (MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
                ReadModel model = ReadModel.open(url(), "cluster", SOURCES)) {
            Node node = new Node(0, "localhost", 9092);
            consumer.updatePartitions(
                    PARTITION.topic(),
                    List.of(new PartitionInfo(PARTITION.topic(), 0, node, new Node[] {node}, new Node[] {node})));
            consumer.updateBeginningOffsets(Map.of(PARTITION, beginning));
            consumer.updateEndOffsets(Map.of(PARTITION, first + orders.length + missing));
            consumer.schedulePollTask(() -> {
                for (int i = 0; i < orders.length; i++) {
                    consumer.addRecord(new ConsumerRecord<>(
                            PARTITION.topic(),
                            0,
                            first + i,
                            "m".getBytes(StandardCharsets.UTF_8),
                            orders[i].equals("tombstone") ? null : orders[i].getBytes(StandardCharsets.UTF_8)));
                }
            });
            return new TopicFollower(consumer, TopicNames.PLAIN, TopicFollowerTest::decode, told::add)
                    .read(SOURCES, model);
        }
    }

    private static Object decode(Source<?> source, ConsumerRecord<byte[], byte[]> record) {
        String orders = new String(record.value(), StandardCharsets.UTF_8);
        if (orders.equals("another")) {
            return new Membership("farm", 1, Stage.SEED);
        }
        if (orders.equals("bad")) {
            throw new IllegalArgumentException("no record");
        }
        return Metrics.day("m-" + record.offset(), 0, 1, Long.parseLong(orders));
    }
}
