package io.tributary.testkit;

import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.Deserializer;

/** Reads the values of one topic as any team would: all partitions, committed records only. Not thread-safe. */
public final class TopicReader<T> implements AutoCloseable {
    private static final String ERROR_HEADER = "__streams.errors.";
    private static final Duration NO_WAIT = Duration.ZERO;
    private static final Duration BRIEFLY = Duration.ofMillis(50);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Function<ConsumerRecord<byte[], byte[]>, T> decoder;
    private final List<TopicPartition> partitions;

    private TopicReader(
            Cluster cluster, String topic, Function<ConsumerRecord<byte[], byte[]>, T> decoder, boolean fromEnd) {
        this.decoder = decoder;
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
        return new TopicReader<>(cluster, serdes.names().of(topic), decoder(serdes, topic), false);
    }

    /** Everything that is committed from now on. */
    public static <T extends SpecificRecord> TopicReader<T> fromEnd(
            Cluster cluster, AvroSerdes serdes, Topic<T> topic) {
        return new TopicReader<>(cluster, serdes.names().of(topic), decoder(serdes, topic), true);
    }

    /** Why each record was refused that comes to the dead-letter topic from now on: where it was, and what was wrong. */
    public static TopicReader<String> deadLetters(Cluster cluster) {
        return new TopicReader<>(cluster, cluster.topics().of(Topics.DEAD_LETTERS), TopicReader::refusal, true);
    }

    private static <T extends SpecificRecord> Function<ConsumerRecord<byte[], byte[]>, T> decoder(
            AvroSerdes serdes, Topic<T> topic) {
        Deserializer<T> deserializer = serdes.of(topic).deserializer();
        return record -> deserializer.deserialize(topic.name(), record.value());
    }

    private static String refusal(ConsumerRecord<byte[], byte[]> letter) {
        return header(letter, "topic") + "-" + header(letter, "partition") + " at " + header(letter, "offset") + ": "
                + header(letter, "message");
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(ERROR_HEADER + name);
        return header == null ? "?" : new String(header.value(), StandardCharsets.UTF_8);
    }

    public int partitions() {
        return partitions.size();
    }

    /** Hands over what arrives within the wait; returns as soon as there is something. Tombstones are left out. */
    public int poll(Duration wait, Consumer<T> sink) {
        int records = 0;
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(wait)) {
            T value = decoder.apply(record);
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
