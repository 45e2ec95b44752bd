package io.tributary.inputs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Has a group pass over records from its next start on. They are copied to the dead letters, and noted where positions are kept, in one
 * transaction: what is skipped is always on record, and a start knows of it. The group must be stopped, as it looks at its start only.
 */
public final class Skip {
    /** A slip of the hand must not empty a topic. */
    public static final int MOST = 10_000;

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration AT_MOST = Duration.ofSeconds(60);

    private final Map<String, Object> client;
    private final PositionTrail trail;

    /**
     * @param client properties of plain clients
     */
    public Skip(Map<String, Object> client, PositionTrail trail) {
        this.client = Map.copyOf(client);
        this.trail = trail;
    }

    /**
     * Skips the records from one offset to another, both inclusive.
     *
     * @param letters makes the dead letter of a record
     * @return how many there are
     * @throws IllegalArgumentException when there are none
     */
    public int skip(
            String group,
            TopicPartition input,
            long from,
            long to,
            Function<ConsumerRecord<byte[], byte[]>, ProducerRecord<byte[], byte[]>> letters) {
        List<ConsumerRecord<byte[], byte[]>> records = records(input, from, to);
        if (records.isEmpty()) {
            throw new IllegalArgumentException("no record of " + input + " has an offset from " + from + " to " + to
                    + ": the log of the service, or `tributary tail` says which it is");
        }
        SkippedRecords before = new PositionLog(client, trail).read().skipped(group);
        List<ProducerRecord<byte[], byte[]>> written =
                new ArrayList<>(records.stream().map(letters).toList());
        written.add(trail.record(SkippedRecords.key(group, input), before.with(input, from, to)));
        write(group, written);
        return records.size();
    }

    private List<ConsumerRecord<byte[], byte[]>> records(TopicPartition input, long from, long to) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(Set.of(input));
            long end = Math.min(to + 1, consumer.endOffsets(Set.of(input)).get(input));
            long deadline = System.nanoTime() + AT_MOST.toNanos();
            consumer.seek(input, from);
            while (consumer.position(input) < end && System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    if (record.offset() >= from && record.offset() <= to) {
                        found.add(record);
                    }
                }
            }
        }
        return found;
    }

    private void write(String group, List<ProducerRecord<byte[], byte[]>> records) {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, group + "-skip");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            records.forEach(producer::send);
            producer.commitTransaction();
        }
    }
}
