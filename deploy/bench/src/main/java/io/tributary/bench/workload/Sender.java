package io.tributary.bench.workload;

import io.tributary.schemas.Topic;
import io.tributary.schemas.serde.AvroSerdes;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Writes records of any topic of the contract. Thread-safe. */
public final class Sender implements AutoCloseable {
    private final KafkaProducer<String, byte[]> producer;
    private final AvroSerdes serdes;
    private final Map<String, Serializer<? extends SpecificRecord>> writers = new ConcurrentHashMap<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    /**
     * @param lingerMillis how long a record may wait for others, milliseconds: 0 where the time of one record counts
     */
    public Sender(String bootstrapServers, AvroSerdes serdes, int lingerMillis) {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ProducerConfig.LINGER_MS_CONFIG, lingerMillis);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 131_072);
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 67_108_864L);
        this.producer = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
        this.serdes = serdes;
    }

    /**
     * Hands a record to the producer; {@link #flush} tells whether it arrived.
     *
     * @param value null for a tombstone
     * @param time timestamp of the record, epoch milliseconds
     */
    public <T extends SpecificRecord> void send(Topic<T> topic, String key, T value, long time) {
        send(topic, null, key, value, time);
    }

    /** The same to one partition. */
    public <T extends SpecificRecord> void send(Topic<T> topic, Integer partition, String key, T value, long time) {
        byte[] bytes = value == null ? null : writer(topic).serialize(topic.name(), value);
        // The callback tells of failure; nobody waits for the future.
        var unused =
                producer.send(new ProducerRecord<>(topic.name(), partition, time, key, bytes), (metadata, error) -> {
                    if (error != null) {
                        failure.compareAndSet(null, error);
                    }
                });
    }

    @SuppressWarnings("unchecked")
    private <T extends SpecificRecord> Serializer<T> writer(Topic<T> topic) {
        return (Serializer<T>)
                writers.computeIfAbsent(topic.name(), name -> serdes.of(topic).serializer());
    }

    /** Returns when everything sent is on the brokers. */
    public void flush() {
        producer.flush();
        Exception cause = failure.get();
        if (cause != null) {
            throw new KafkaException("the broker refused a record: " + cause.getMessage(), cause);
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
