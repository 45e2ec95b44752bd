package io.tributary.topology.batch;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Gives a micro-batch unread, so that a bad record in it does not spoil the others, and reads a record that comes alone.
 *
 * @param <T> what the values of the topic are
 */
public final class MicroBatchDeserializer<T> implements Deserializer<Object> {
    private final Deserializer<T> single;
    private final Deserializer<?> batched;

    /** Reads all records alike. */
    public MicroBatchDeserializer(Deserializer<T> values) {
        this(values, values);
    }

    /**
     * @param single reads a record that comes alone
     * @param batched reads one of a micro-batch; it may give the same object again and again, since the one before is done with
     */
    public MicroBatchDeserializer(Deserializer<T> single, Deserializer<?> batched) {
        this.single = single;
        this.batched = batched;
    }

    @Override
    public Object deserialize(String topic, byte[] data) {
        return single.deserialize(topic, data);
    }

    @Override
    public Object deserialize(String topic, Headers headers, byte[] data) {
        MicroBatchHeader batch = MicroBatch.in(headers);
        return batch == null ? single.deserialize(topic, headers, data) : new MicroBatch<>(batch.records(), batched);
    }

    @Override
    public void close() {
        single.close();
        batched.close();
    }
}
