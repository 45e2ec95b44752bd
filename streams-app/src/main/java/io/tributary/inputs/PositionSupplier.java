package io.tributary.inputs;

import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/** The clients that Streams would make itself, but that producers write positions. */
public final class PositionSupplier extends DefaultKafkaClientSupplier {
    private final PositionTrail trail;

    public PositionSupplier(PositionTrail trail) {
        this.trail = trail;
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return config.containsKey(ProducerConfig.TRANSACTIONAL_ID_CONFIG)
                ? new PositionProducer(config, trail)
                : super.getProducer(config);
    }
}
