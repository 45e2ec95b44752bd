package io.tributary.store.live;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/**
 * All that a task keeps, in sections of one logged store. Another store would be another changelog partition in each of the task's
 * transactions, and another database to open after a restart.
 *
 * <p>Streams calls {@code flushCache()} before it commits a task, inside the transaction, and {@code clearCache()} when it recycles
 * one. {@link WrappedStateStore} makes the restore path look through to the inner store.
 *
 * <p>Confined to the task's thread, like every store.
 */
public final class TaskStore extends WrappedStateStore<KeyValueStore<Bytes, byte[]>, Bytes, byte[]> {
    private final Map<Character, LiveStore<?>> live = new LinkedHashMap<>();

    /**
     * The service takes a {@link TaskStoreBuilder}, which adds the changelog; over records in memory it runs without a topology.
     *
     * @param inner keeps the records
     */
    public TaskStore(KeyValueStore<Bytes, byte[]> inner) {
        super(inner);
    }

    /**
     * A section of live objects, written at each commit as far as they changed. What was there under this name before is of an earlier life
     * of the task, and forgotten.
     *
     * @param section an ASCII character
     * @param codec of this section alone: codecs reuse their buffers
     * @param maxIdle objects kept in memory before idle ones are let go, at least 1
     * @throws IllegalArgumentException when a parameter is out of its range
     */
    public <V> LiveStore<V> objects(char section, ObjectCodec<V> codec, int maxIdle) {
        LiveStore<V> store = new LiveStore<>(records(section), codec, maxIdle);
        LiveStore<?> before = live.put(section, store);
        if (before != null) {
            before.forget();
        }
        return store;
    }

    /**
     * A section of records that are put at once.
     *
     * @param section an ASCII character
     * @throws IllegalArgumentException when it is none
     */
    public Section records(char section) {
        return new Section(wrapped(), section);
    }

    /** Called by Kafka Streams before a commit: writes what changed. */
    @Override
    public void flushCache() {
        live.values().forEach(LiveStore::flush);
        super.flushCache();
    }

    /** Called by Kafka Streams when the inner store may change without us: forgets everything. */
    @Override
    public void clearCache() {
        live.values().forEach(LiveStore::forget);
        super.clearCache();
    }

    @Override
    public void close() {
        live.values().forEach(LiveStore::forget);
        super.close();
    }
}
