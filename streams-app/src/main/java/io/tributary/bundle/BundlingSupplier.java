package io.tributary.bundle;

import io.tributary.inputs.PositionTrail;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
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

    /**
     * A proxy and not a class, because a consumer has some sixty methods of which only {@code poll} is of interest, and Streams
     * calls it a few times per poll, never per record.
     */
    @SuppressWarnings("unchecked")
    static Consumer<byte[], byte[]> bundling(Consumer<byte[], byte[]> consumer, Bundler bundler) {
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(
                BundlingSupplier.class.getClassLoader(), new Class<?>[] {Consumer.class}, (self, method, arguments) -> {
                    try {
                        Object result = method.invoke(consumer, arguments);
                        return result instanceof ConsumerRecords<?, ?> polled
                                ? bundler.bundle((ConsumerRecords<byte[], byte[]>) polled)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return producer(config, false);
    }
}
