package io.tributary.app.run;

import io.tributary.inputs.PositionTrail;
import io.tributary.topology.batch.MicroBatcher;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** The clients that Streams would make itself, but that the main consumer gives micro-batches and the producer flushes at commits only. */
final class MicroBatchClients extends ServiceClients {
    private final MicroBatcher batcher;

    /** @param trail of the positions that producers write with their commits */
    MicroBatchClients(MicroBatcher batcher, PositionTrail trail, ClientObservers observers) {
        super(trail, observers);
        this.batcher = batcher;
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return microBatching(super.getConsumer(config), batcher);
    }

    static Consumer<byte[], byte[]> microBatching(Consumer<byte[], byte[]> consumer, MicroBatcher batcher) {
        return changing(consumer, batcher::batch);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return producer(config, false);
    }
}
