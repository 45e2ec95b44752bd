package io.tributary.chaos;

import io.tributary.schemas.Topic;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.schemas.serde.UnreadableRecordException;
import io.tributary.testkit.Cluster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/** Everything that is committed on a topic, from its beginning, in the order of each partition. */
final class TopicLog {
    private static final Duration BRIEFLY = Duration.ofMillis(100);

    private TopicLog() {}

    /**
     * One record.
     *
     * @param key null where the record has none
     * @param value null for a tombstone, and where {@code readable} is false
     * @param raw the value as it is on the topic
     */
    @SuppressWarnings("ArrayRecordComponent") // The bytes are only ever read.
    record Entry<T>(
            int partition,
            long offset,
            String key,
            T value,
            boolean readable,
            byte[] raw,
            Map<String, String> headers) {}

    static <T extends SpecificRecord> List<Entry<T>> read(Cluster cluster, AvroSerdes serdes, Topic<T> topic) {
        return read(cluster, topic.name(), serdes.of(topic).deserializer());
    }

    static List<Entry<byte[]>> raw(Cluster cluster, Topic<byte[]> topic) {
        return raw(cluster, topic.name());
    }

    static List<Entry<byte[]>> raw(Cluster cluster, String topic) {
        return read(cluster, topic, (name, bytes) -> bytes);
    }

    private static <T> List<Entry<T>> read(Cluster cluster, String topic, Deserializer<T> deserializer) {
        List<Entry<T>> entries = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(cluster)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(BRIEFLY).forEach(record -> entries.add(entry(topic, record, deserializer)));
            }
        }
        return entries;
    }

    private static <T> Entry<T> entry(
            String topic, ConsumerRecord<byte[], byte[]> record, Deserializer<T> deserializer) {
        T value = null;
        boolean readable = true;
        try {
            value = deserializer.deserialize(topic, record.value());
        } catch (UnreadableRecordException e) {
            readable = false;
        }
        return new Entry<>(
                record.partition(),
                record.offset(),
                text(record.key()),
                value,
                readable,
                record.value(),
                headers(record));
    }

    private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new java.util.TreeMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), text(header.value()));
        }
        return headers;
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Cluster cluster) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                cluster.bootstrapServers(),
                "isolation.level",
                "read_committed",
                "enable.auto.commit",
                false,
                "auto.offset.reset",
                "earliest");
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
