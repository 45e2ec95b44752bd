package io.tributary.topology;

import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Stores of the roles whose state is read and written one record after the other: on disk, with a changelog, cached until the commit. */
public final class DiskStores {
    private DiskStores() {}

    /** A store of this name. */
    public static StoreBuilder<KeyValueStore<String, byte[]>> named(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withLoggingEnabled(Map.of())
                .withCachingEnabled();
    }
}
