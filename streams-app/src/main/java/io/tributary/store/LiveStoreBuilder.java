package io.tributary.store;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/** Builds {@link LiveStore}s over a {@link CommittedStore} with a changelog. */
public final class LiveStoreBuilder<V> implements StoreBuilder<LiveStore<V>> {
    private final String name;
    private final Supplier<ObjectCodec<V>> codec;
    private final int maxIdle;
    private final Map<String, String> changelogConfig = new HashMap<>();

    /**
     * @param codec makes a codec for each task: codecs reuse their buffers
     * @param maxIdle objects kept in memory before idle ones are let go, at least 1
     */
    public LiveStoreBuilder(String name, Supplier<ObjectCodec<V>> codec, int maxIdle) {
        if (maxIdle < 1) {
            throw new IllegalArgumentException("maxIdle: is " + maxIdle + ", must be at least 1");
        }
        this.name = name;
        this.codec = codec;
        this.maxIdle = maxIdle;
    }

    @Override
    public LiveStore<V> build() {
        return new LiveStore<>(logged(), codec.get(), maxIdle);
    }

    /** Without the outermost of Streams' layers, which measures each call and turns bytes into bytes. */
    @SuppressWarnings("unchecked")
    private KeyValueStore<Bytes, byte[]> logged() {
        KeyValueStore<Bytes, byte[]> metered = Stores.keyValueStoreBuilder(
                        new CommittedStoreSupplier(name), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(changelogConfig)
                .build();
        return ((WrappedStateStore<KeyValueStore<Bytes, byte[]>, ?, ?>) metered).wrapped();
    }

    @Override
    public StoreBuilder<LiveStore<V>> withCachingEnabled() {
        return this;
    }

    @Override
    public StoreBuilder<LiveStore<V>> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<LiveStore<V>> withLoggingEnabled(Map<String, String> config) {
        changelogConfig.putAll(config);
        return this;
    }

    /**
     * @throws UnsupportedOperationException always: without a changelog budgets would be lost
     */
    @Override
    public StoreBuilder<LiveStore<V>> withLoggingDisabled() {
        throw new UnsupportedOperationException("a live store is always logged");
    }

    @Override
    public Map<String, String> logConfig() {
        return Map.copyOf(changelogConfig);
    }

    @Override
    public boolean loggingEnabled() {
        return true;
    }

    @Override
    public String name() {
        return name;
    }
}
