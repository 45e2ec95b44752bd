package io.tributary.cli;

import io.tributary.schemas.KeyPartition;
import io.tributary.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The keys that a compacted topic holds now, with the newest value's bytes. Nothing is decoded: it needs no registry.
 *
 * @param values newest value of each key that has one
 * @param written the last value that each key had, also of those that were removed since, as far as compaction has left them
 * @param whole whether all of the topic was read in time
 */
record LiveKeys(Map<String, byte[]> values, Map<String, byte[]> written, boolean whole) {
    private static final Duration POLL = Duration.ofMillis(200);

    Set<String> keys() {
        return values.keySet();
    }

    /**
     * @param key only the partition where this key belongs; null: all of them
     * @throws CliError when the brokers do not answer, or the topic does not exist
     */
    static LiveKeys read(SettingsOptions.Connection connection, Topic<?> topic, String key, Duration atMost) {
        Map<String, Object> config = new HashMap<>(connection.client());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        long deadline = System.nanoTime() + atMost.toNanos();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = partitions(consumer, connection, topic, key);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            LiveKeys read = new LiveKeys(new TreeMap<>(), new TreeMap<>(), true);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() > deadline) {
                    return new LiveKeys(read.values, read.written, false);
                }
                consumer.poll(POLL).forEach(read::take);
            }
            return read;
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() == null) {
            return;
        }
        String key = new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            values.remove(key);
        } else {
            values.put(key, record.value());
            written.put(key, record.value());
        }
    }

    private static List<TopicPartition> partitions(
            KafkaConsumer<?, ?> consumer, SettingsOptions.Connection connection, Topic<?> topic, String key) {
        String name = connection.topics().of(topic);
        int count = Kafka.partitions(consumer, connection.topics(), name).size();
        if (key != null) {
            int partition = KeyPartition.of(key.getBytes(StandardCharsets.UTF_8), count);
            return List.of(new TopicPartition(name, partition));
        }
        return Kafka.partitions(consumer, connection.topics(), name).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }
}
