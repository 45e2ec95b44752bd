package io.tributary.store.disk;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Supplies {@link CommittedStore}s to {@code Stores.keyValueStoreBuilder}. The builder must keep logging on and caching off:
 * Streams' cache does not pass on the calls that tell the store of commits.
 */
public record CommittedStoreSupplier(String name) implements KeyValueBytesStoreSupplier {
    @Override
    public KeyValueStore<Bytes, byte[]> get() {
        return new CommittedStore(name);
    }

    @Override
    public String metricsScope() {
        return "committed";
    }
}
