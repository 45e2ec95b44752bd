package io.tributary.bundle;

import io.tributary.inputs.PositionTrail;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.KafkaClientSupplier;

/** The clients that Streams would make itself, but that the main consumer gives bundles and the producer flushes at commits only. */
public final class BundlingSupplier implements KafkaClientSupplier {
    private final Bundler bundler;
    private final PositionTrail trail;

    /**
     * @param trail of the positions that producers write with their commits
     */
    public BundlingSupplier(Bundler bundler, PositionTrail trail) {
        this.bundler = bundler;
        this.trail = trail;
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return bundling(consumer(config), bundler);
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
    public Consumer<byte[], byte[]> getRestoreConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return consumer(config);
    }

    private static Consumer<byte[], byte[]> consumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return config.containsKey(ProducerConfig.TRANSACTIONAL_ID_CONFIG)
                ? new TransactionalProducer(config, trail)
                : new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    @Override
    public Admin getAdmin(Map<String, Object> config) {
        return Admin.create(config);
    }
}
