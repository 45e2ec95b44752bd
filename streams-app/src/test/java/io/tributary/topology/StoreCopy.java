package io.tributary.topology;

import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** What a restored task would find. */
public final class StoreCopy {
    private StoreCopy() {}

    public static KeyValueStore<String, byte[]> of(
            String name, KeyValueStore<String, byte[]> store, StateStoreContext context) {
        KeyValueStore<String, byte[]> copy = Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withLoggingDisabled()
                .build();
        copy.init(context, copy);
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            all.forEachRemaining(entry -> copy.put(entry.key, entry.value));
        }
        return copy;
    }
}
