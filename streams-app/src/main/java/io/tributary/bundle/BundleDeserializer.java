package io.tributary.bundle;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Gives a bundle unread, so that a bad record in it does not spoil the others, and reads a record that comes alone.
 *
 * @param <T> what the values of the topic are
 */
public final class BundleDeserializer<T> implements Deserializer<Object> {
    private final Deserializer<T> values;

    public BundleDeserializer(Deserializer<T> values) {
        this.values = values;
    }

    @Override
    public Object deserialize(String topic, byte[] data) {
        return values.deserialize(topic, data);
    }

    @Override
    public Object deserialize(String topic, Headers headers, byte[] data) {
        BundleHeader bundle = Bundle.in(headers);
        return bundle == null ? values.deserialize(topic, headers, data) : new Bundle<>(bundle.records(), values);
    }

    @Override
    public void close() {
        values.close();
    }
}
