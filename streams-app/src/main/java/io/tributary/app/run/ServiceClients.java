package io.tributary.app.run;

import io.tributary.inputs.PositionTrail;
import io.tributary.inputs.SkippedRecords;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/**
 * The clients that Streams would make itself, but that consumers pass over what is to be skipped, that producers write positions, and that a lost transaction ends no thread: see
 * {@link TransactionalProducer}.
 */
class ServiceClients extends DefaultKafkaClientSupplier {
    private final PositionTrail trail;
    private final ClientObservers observers;

    /** @param trail of the positions that producers write with their commits */
    ServiceClients(PositionTrail trail, ClientObservers observers) {
        this.trail = trail;
        this.observers = observers;
    }

    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        Consumer<byte[], byte[]> consumer = super.getConsumer(config);
        SkippedRecords skipped = trail.skipped(String.valueOf(config.get(ConsumerConfig.GROUP_ID_CONFIG)));
        Consumer<byte[], byte[]> passing = skipped.isEmpty() ? consumer : changing(consumer, skipped::leftOut);
        RecordTraces traces = observers.traces();
        return traces == null ? passing : changing(passing, traces::polled);
    }

    /**
     * A consumer whose polls are changed. A proxy and not a class, because a consumer has some sixty methods of which only {@code poll} is
     * of interest, and Streams calls it a few times per poll, never per record.
     */
    @SuppressWarnings("unchecked")
    static Consumer<byte[], byte[]> changing(
            Consumer<byte[], byte[]> consumer, UnaryOperator<ConsumerRecords<byte[], byte[]>> change) {
        return (Consumer<byte[], byte[]>) Proxy.newProxyInstance(
                ServiceClients.class.getClassLoader(), new Class<?>[] {Consumer.class}, (self, method, arguments) -> {
                    try {
                        Object result = method.invoke(consumer, arguments);
                        return result instanceof ConsumerRecords<?, ?> polled
                                ? change.apply((ConsumerRecords<byte[], byte[]>) polled)
                                : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    public Producer<byte[], byte[]> getProducer(Map<String, Object> config) {
        return producer(config, true);
    }

    final Producer<byte[], byte[]> producer(Map<String, Object> config, boolean flushing) {
        return config.containsKey(ProducerConfig.TRANSACTIONAL_ID_CONFIG)
                ? new TransactionalProducer(config, trail, observers, flushing)
                : super.getProducer(config);
    }
}
