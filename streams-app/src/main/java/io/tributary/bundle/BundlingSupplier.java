package io.tributary.bundle;

import io.tributary.inputs.PositionTrail;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;

/** The clients that Streams would make itself, but that the main consumer gives bundles and the producer flushes at commits only. */
public final class BundlingSupplier extends ServiceClients {
    private final Bundler bundler;

    /**
     * @param trail of the positions that producers write with their commits
     */
    public BundlingSupplier(Bundler bundler, PositionTrail trail) {
        super(trail);
        this.bundler = bundler;
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return bundling(super.getConsumer(config), bundler);
    }

    static Consumer<byte[], byte[]> bundling(Consumer<byte[], byte[]> consumer, Bundler bundler) {
        return changing(consumer, bundler::bundle);
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return producer(config, false);
    }
}
