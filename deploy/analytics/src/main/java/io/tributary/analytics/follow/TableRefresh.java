package io.tributary.analytics.follow;

import io.tributary.analytics.store.ReadModel;
import io.tributary.analytics.table.Source;
import io.tributary.analytics.table.Sources;
import io.tributary.schemas.TopicNames;
import io.tributary.schemas.serde.UnreadableRecordException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Brings the tables of a database up to date with the topics of a cluster.
 *
 * @param client properties of plain Kafka clients
 * @param cluster its id, and the topics' prefix
 * @param topics what they are called there
 * @param values reads the records of all topics
 */
public record TableRefresh(Map<String, Object> client, String cluster, TopicNames topics, Deserializer<Object> values) {
    public TableRefresh {
        client = Map.copyOf(client);
    }

    /**
     * Reads on, up to what was committed when it began.
     *
     * @param url JDBC address of a DuckDB file or a PostgreSQL database
     * @param sources topics that are read; the tables of all are made
     * @param told is told in lines how far it is
     */
    public TopicFollower.Outcome run(String url, List<Source<?>> sources, Consumer<String> told) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        try (KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
                ReadModel model = ReadModel.open(url, cluster, Sources.all())) {
            TopicFollower follower = new TopicFollower(
                    consumer,
                    topics,
                    (source, record) -> {
                        try {
                            return values.deserialize(record.topic(), record.headers(), record.value());
                        } catch (UnreadableRecordException e) {
                            throw new IllegalArgumentException(e.getMessage(), e);
                        }
                    },
                    told);
            long begun = System.currentTimeMillis();
            TopicFollower.Outcome outcome = follower.read(sources, model);
            model.readUntil(begun);
            return outcome;
        }
    }
}
