package io.tributary.bundle;

import io.tributary.inputs.PositionTrail;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/**
 * The clients that Streams would make itself, but that producers write positions, and that a lost transaction ends no thread: see
 * {@link TransactionalProducer}.
 */
public class ServiceClients extends DefaultKafkaClientSupplier {
    private final PositionTrail trail;

    /**
     * @param trail of the positions that producers write with their commits
     */
    public ServiceClients(PositionTrail trail) {
        this.trail = trail;
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return producer(config, true);
    }

    final Producer<byte[], byte[]> producer(Map<String, Object> config, boolean flushing) {
        return config.containsKey(ProducerConfig.TRANSACTIONAL_ID_CONFIG)
                ? new TransactionalProducer(config, trail, flushing)
                : super.getProducer(config);
    }
}
