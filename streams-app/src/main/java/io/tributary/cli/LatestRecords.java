package io.tributary.cli;

import io.tributary.schemas.Topic;
import io.tributary.schemas.TopicNames;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What a compacted topic says now: the newest value of every key. */
final class LatestRecords {
    private static final Duration AT_MOST = Duration.ofSeconds(30);
    private static final Duration POLL = Duration.ofMillis(200);

    private LatestRecords() {}

    static <T extends SpecificRecord> Map<String, T> read(SettingsOptions.Connection connection, Topic<T> topic) {
        Map<String, T> values = new TreeMap<>();
        records(connection, topic).forEach((key, record) -> values.put(key, record.value()));
        return values;
    }

    /** The same with the records that they stand in. */
    static <T extends SpecificRecord> Map<String, ConsumerRecord<String, T>> records(
            SettingsOptions.Connection connection, Topic<T> topic) {
        Map<String, Object> config = new HashMap<>(connection.client());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        Map<String, ConsumerRecord<String, T>> latest = new TreeMap<>();
        try (KafkaConsumer<String, T> consumer = new KafkaConsumer<>(
                config, new StringDeserializer(), connection.serdes().of(topic).deserializer())) {
            String name = connection.topics().of(topic);
            Set<TopicPartition> partitions = partitions(consumer, connection.topics(), name);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            long deadline = System.nanoTime() + AT_MOST.toNanos();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                if (System.nanoTime() > deadline) {
                    throw new CliError("topic " + name + " was not read within " + AT_MOST.toSeconds()
                            + " s: a transaction on it may be open; try again");
                }
                for (ConsumerRecord<String, T> record : consumer.poll(POLL)) {
                    if (record.value() == null) {
                        latest.remove(record.key());
                    } else {
                        latest.put(record.key(), record);
                    }
                }
            }
        }
        return latest;
    }

    private static Set<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, TopicNames names, String topic) {
        List<org.apache.kafka.common.PartitionInfo> infos = Kafka.partitions(consumer, names, topic);
        return infos.stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .collect(Collectors.toSet());
    }
}
