package io.tributary.bundle;

import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Gives a bundle unread, so that a bad record in it does not spoil the others, and reads a record that comes alone.
 *
 * @param <T> what the values of the topic are
 */
public final class BundleDeserializer<T> implements Deserializer<Object> {
    private final Deserializer<T> single;
    private final Deserializer<?> bundled;

    /** Reads all records alike. */
    public BundleDeserializer(Deserializer<T> values) {
        this(values, values);
    }

    /**
     * @param single reads a record that comes alone
     * @param bundled reads one of a bundle; it may give the same object again and again, since the one before is done with
     */
    public BundleDeserializer(Deserializer<T> single, Deserializer<?> bundled) {
        this.single = single;
        this.bundled = bundled;
    }

    @Override
    public Object deserialize(String topic, byte[] data) {
        return single.deserialize(topic, data);
    }

    @Override
    public Object deserialize(String topic, Headers headers, byte[] data) {
        BundleHeader bundle = Bundle.in(headers);
        return bundle == null ? single.deserialize(topic, headers, data) : new Bundle<>(bundle.records(), bundled);
    }

    @Override
    public void close() {
        single.close();
        bundled.close();
    }
}
