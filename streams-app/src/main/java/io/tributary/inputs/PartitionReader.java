package io.tributary.inputs;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads a partition whole, as far as it is committed. */
public final class PartitionReader {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Map<String, Object> client;
    private final Duration atMost;

    /**
     * @param client properties of plain clients
     * @param atMost how long reading may take
     */
    public PartitionReader(Map<String, Object> client, Duration atMost) {
        this.client = Map.copyOf(client);
        this.atMost = atMost;
    }

    /**
     * Keys that have a value on a compacted topic.
     *
     * @throws KafkaException when it was not read in time
     */
    public Set<String> keys(String topic, int partition) {
        Set<String> keys = new HashSet<>();
        read(new TopicPartition(topic, partition), (key, value) -> {
            if (key != null) {
                String name = new String(key, StandardCharsets.UTF_8);
                if (value == null) {
                    keys.remove(name);
                } else {
                    keys.add(name);
                }
            }
        });
        return keys;
    }

    /**
     * Newest values by key, both in UTF-8. Throws as {@link #keys} does.
     *
     * @param settled offset up to which all must be committed or given up
     * @return empty while it is not
     */
    Optional<Map<String, String>> latest(TopicPartition partition, long settled) {
        Map<String, String> latest = new HashMap<>();
        long end = read(partition, (key, value) -> {
            String name = new String(key, StandardCharsets.UTF_8);
            if (value == null) {
                latest.remove(name);
            } else {
                latest.put(name, new String(value, StandardCharsets.UTF_8));
            }
        });
        return end < settled ? Optional.empty() : Optional.of(latest);
    }

    /** Returns the offset that was read up to: that of the first open transaction, if there is one. */
    private long read(TopicPartition partition, BiConsumer<byte[], byte[]> visitor) {
        try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
            Set<TopicPartition> one = Set.of(partition);
            consumer.assign(one);
            consumer.seekToBeginning(one);
            long end = consumer.endOffsets(one, atMost).get(partition);
            long deadline = System.nanoTime() + atMost.toNanos();
            while (consumer.position(partition, atMost) < end) {
                if (System.nanoTime() > deadline) {
                    throw new KafkaException(partition + " was not read within " + atMost.toSeconds() + " s");
                }
                consumer.poll(POLL).forEach(record -> visitor.accept(record.key(), record.value()));
            }
            return end;
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> config = new HashMap<>(client);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) TimeUnit.SECONDS.toMillis(15));
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
