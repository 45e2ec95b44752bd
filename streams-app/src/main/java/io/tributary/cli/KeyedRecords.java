package io.tributary.cli;

import io.tributary.schemas.KeyPartition;
import io.tributary.schemas.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** What a topic holds under one key, in its order; null for a tombstone. Only its partition is read, and only its records are decoded. */
final class KeyedRecords {
    private static final Duration AT_MOST = Duration.ofSeconds(120);
    private static final Duration POLL = Duration.ofMillis(200);

    private KeyedRecords() {}

    /**
     * @param since records from then on, epoch milliseconds
     * @throws CliError when it takes too long
     */
    static <T extends SpecificRecord> List<T> read(
            SettingsOptions.Connection connection, Topic<T> topic, String key, long since) {
        Map<String, Object> config = new HashMap<>(connection.client());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        String name = connection.topics().of(topic);
        byte[] wanted = key.getBytes(StandardCharsets.UTF_8);
        List<T> found = new ArrayList<>();
        long deadline = System.nanoTime() + AT_MOST.toNanos();
        try (Deserializer<T> values = connection.serdes().of(topic).deserializer();
                KafkaConsumer<byte[], byte[]> consumer =
                        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            int count = Kafka.partitions(consumer, connection.topics(), name).size();
            TopicPartition partition = new TopicPartition(name, KeyPartition.of(wanted, count));
            consumer.assign(List.of(partition));
            seek(consumer, partition, since);
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                if (System.nanoTime() > deadline) {
                    throw new CliError("topic " + name + " was not read within " + AT_MOST.toSeconds()
                            + " s: read less of it with a later --since");
                }
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (Arrays.equals(wanted, record.key())) {
                        found.add(values.deserialize(name, record.headers(), record.value()));
                    }
                }
            }
        }
        return found;
    }

    private static void seek(KafkaConsumer<?, ?> consumer, TopicPartition partition, long since) {
        OffsetAndTimestamp from =
                consumer.offsetsForTimes(Map.of(partition, since)).get(partition);
        if (from == null) {
            consumer.seekToEnd(List.of(partition));
        } else {
            consumer.seek(partition, from.offset());
        }
    }
}
