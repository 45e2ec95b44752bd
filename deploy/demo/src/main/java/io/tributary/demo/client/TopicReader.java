package io.tributary.demo.client;

import io.tributary.schemas.Topic;
import io.tributary.schemas.serde.AvroSerdes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads the values of one topic as any team would: all partitions, committed records only. Not thread-safe. */
public final class TopicReader<T> implements AutoCloseable {
    private static final Duration NO_WAIT = Duration.ZERO;
    private static final Duration BRIEFLY = Duration.ofMillis(50);

    private final String topic;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Deserializer<T> deserializer;
    private final List<TopicPartition> partitions;

    private TopicReader(Cluster cluster, String topic, Deserializer<T> deserializer, boolean fromEnd) {
        this.topic = topic;
        this.deserializer = deserializer;
        this.consumer = cluster.consumer();
        this.partitions = consumer.partitionsFor(topic).stream()
                .map(info -> new TopicPartition(topic, info.partition()))
                .toList();
        consumer.assign(partitions);
        if (fromEnd) {
            consumer.seekToEnd(partitions);
            // Positions are resolved lazily: do it before anything else happens.
            partitions.forEach(consumer::position);
        } else {
            consumer.seekToBeginning(partitions);
        }
    }

    /** Everything that is on the topic and everything to come. */
    public static <T extends SpecificRecord> TopicReader<T> fromBeginning(
            Cluster cluster, AvroSerdes serdes, Topic<T> topic) {
        return new TopicReader<>(cluster, topic.name(), serdes.of(topic).deserializer(), false);
    }

    /** Everything that is committed from now on. */
    public static <T extends SpecificRecord> TopicReader<T> fromEnd(
            Cluster cluster, AvroSerdes serdes, Topic<T> topic) {
        return new TopicReader<>(cluster, topic.name(), serdes.of(topic).deserializer(), true);
    }

    /** Raw records of a topic without a schema, from now on. */
    public static TopicReader<byte[]> rawFromEnd(Cluster cluster, Topic<byte[]> topic) {
        return new TopicReader<>(cluster, topic.name(), (name, bytes) -> bytes, true);
    }

    public int partitions() {
        return partitions.size();
    }

    /** Hands over what arrives within the wait; returns as soon as there is something. Tombstones are left out. */
    public int poll(Duration wait, Consumer<T> sink) {
        int records = 0;
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
            T value = deserializer.deserialize(topic, record.value());
            if (value != null) {
                sink.accept(value);
                records++;
            }
        }
        return records;
    }

    /** Hands over what has arrived already. */
    public void pollNow(Consumer<T> sink) {
        poll(NO_WAIT, sink);
    }

    /** Hands over everything committed before the call. */
    public void drain(Consumer<T> sink) {
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            poll(BRIEFLY, sink);
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
