package io.tributary.store.disk;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/** Stores of bytes with a changelog, whose disk holds nothing but what is committed. */
public final class CommittedStores {
    private CommittedStores() {}

    /**
     * Makes a {@link CommittedStore} under the layer of Streams that writes its changelog. Without Streams' cache, which does not pass on
     * the calls that tell the store of commits, and without the outermost layer, which measures each call and turns bytes into bytes.
     *
     * @param changelogConfig topic settings of the changelog, over Streams' defaults
     */
    @SuppressWarnings("unchecked")
    public static KeyValueStore<Bytes, byte[]> logged(String name, Map<String, String> changelogConfig) {
        KeyValueStore<Bytes, byte[]> metered = Stores.keyValueStoreBuilder(
                        new Supplier(name), Serdes.Bytes(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(changelogConfig)
                .build();
        return ((WrappedStateStore<KeyValueStore<Bytes, byte[]>, ?, ?>) metered).wrapped();
    }

    private record Supplier(String name) implements KeyValueBytesStoreSupplier {
        @Override
        public KeyValueStore<Bytes, byte[]> get() {
            return new CommittedStore(name);
        }

        @Override
        public String metricsScope() {
            return "committed";
        }
    }
}
