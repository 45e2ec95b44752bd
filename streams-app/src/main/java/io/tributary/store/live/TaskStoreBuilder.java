package io.tributary.store.live;

import io.tributary.store.disk.CommittedStoreSupplier;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/** Builds {@link TaskStore}s over a committed store with a changelog. */
public final class TaskStoreBuilder implements StoreBuilder<TaskStore> {
    private final String name;
    private final Map<String, String> changelogConfig = new HashMap<>();

    public TaskStoreBuilder(String name) {
        this.name = name;
    }

    @Override
    public TaskStore build() {
        return new TaskStore(logged());
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
    public StoreBuilder<TaskStore> withCachingEnabled() {
        return this;
    }

    @Override
    public StoreBuilder<TaskStore> withCachingDisabled() {
        return this;
    }

    @Override
    public StoreBuilder<TaskStore> withLoggingEnabled(Map<String, String> config) {
        changelogConfig.putAll(config);
        return this;
    }

    /**
     * @throws UnsupportedOperationException always: without a changelog budgets would be lost
     */
    @Override
    public StoreBuilder<TaskStore> withLoggingDisabled() {
        throw new UnsupportedOperationException("a task's store is always logged");
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
