package io.tributary.inputs;

import io.tributary.domain.input.Position;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The topic of positions for those who start, stop and mend applications. While one runs its producers write there. */
final class PositionLog {
    private static final Duration AT_MOST = Duration.ofSeconds(60);
    private static final int ANSWER_MILLIS = 15_000;

    private final Map<String, Object> client;
    private final PositionTrail trail;
    private final PartitionReader reader;

    PositionLog(Map<String, Object> client, PositionTrail trail) {
        this.client = Map.copyOf(client);
        this.trail = trail;
        this.reader = new PartitionReader(client, AT_MOST);
    }

    TopicPartition partition() {
        return new TopicPartition(trail.topic(), 0);
    }

    /** All that is committed. */
    Positions read() {
        return read(0).orElseThrow();
    }

    /** The same; empty while what is written up to an offset is neither committed nor given up. */
    Optional<Positions> read(long settled) {
        return reader.latest(partition(), settled).map(Positions::new);
    }

    static ProducerRecord<byte[], byte[]> position(
            PositionTrail trail, String group, TopicPartition input, Position position, String metadata) {
        return trail.record(Positions.key(group, input), Positions.value(new Positions.Entry(position, metadata)));
    }

    /** Returns when all is safe. */
    void write(List<ProducerRecord<byte[], byte[]>> records) {
        if (records.isEmpty()) {
            return;
        }
        Map<String, Object> config = new HashMap<>(client);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ANSWER_MILLIS);
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, ANSWER_MILLIS);
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_MILLIS / 2);
        config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            List<Future<RecordMetadata>> sent =
                    records.stream().map(producer::send).toList();
            for (Future<RecordMetadata> each : sent) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "positions cannot be written: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while writing positions", e);
        }
    }
}
