package io.tributary.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;

/**
 * Live objects over a logged key-value store: an event changes an object in memory, and each object that changed is written
 * once, at the commit. No serialisation per event.
 *
 * <p>Relies on internals of Kafka Streams 4.3.1, where {@code ProcessorStateManager} calls {@code flushCache()} on every
 * {@code CachedStateStore} before it commits a task, inside the transaction, and {@code clearCache()} when it recycles one.
 * {@link WrappedStateStore} makes the restore path look through to the inner store. The kill -9 test holds this.
 *
 * <p>Confined to the task's thread, like every store.
 */
public final class LiveStore<V> extends WrappedStateStore<KeyValueStore<Bytes, byte[]>, String, V> {
    /** Separates an object's key from the name of a part; keys that contain it are refused. */
    private static final char PART = '\u0000';

    private final ObjectCodec<V> codec;
    private final int maxIdle;
    private final Map<String, Slot<V>> slots = new HashMap<>();
    private final List<Slot<V>> dirty = new ArrayList<>();
    private int sweepAbove;

    private static final class Slot<V> {
        private final String key;
        private final V value;
        private boolean dirty;

        Slot(String key, V value) {
            this.key = key;
            this.value = value;
        }
    }

    /**
     * @param maxIdle objects kept in memory before those that are idle and written are let go
     */
    LiveStore(KeyValueStore<Bytes, byte[]> inner, ObjectCodec<V> codec, int maxIdle) {
        super(inner);
        this.codec = codec;
        this.maxIdle = maxIdle;
        this.sweepAbove = maxIdle;
    }

    /**
     * The object, or null.
     *
     * @throws IllegalArgumentException when the key contains a NUL character
     */
    public V get(String key) {
        Slot<V> slot = slots.get(key);
        if (slot != null) {
            return slot.value;
        }
        // A key with a NUL may name a part of another object.
        checkKey(key);
        byte[] main = wrapped().get(bytes(key, ""));
        return main == null ? null : hold(key, read(key, main)).value;
    }

    /**
     * Adds an object under a new key; it is written at the next commit.
     *
     * @throws IllegalArgumentException as get does
     */
    public void add(String key, V value) {
        checkKey(key);
        markDirty(hold(key, value));
    }

    /** Notes that the object under this key, got or added before, has changed. */
    public void changed(String key) {
        markDirty(slots.get(key));
    }

    /** Visits every object. Objects that were not in memory stay there only if the visitor leaves them not idle. */
    public void forEach(Consumer<V> visitor) {
        for (Slot<V> slot : List.copyOf(slots.values())) {
            visitor.accept(slot.value);
        }
        try (KeyValueIterator<Bytes, byte[]> records = wrapped().all()) {
            while (records.hasNext()) {
                KeyValue<Bytes, byte[]> next = records.next();
                String key = new String(next.key.get(), StandardCharsets.UTF_8);
                if (key.indexOf(PART) < 0 && !slots.containsKey(key)) {
                    V value = read(key, next.value);
                    slots.put(key, new Slot<>(key, value));
                    visitor.accept(value);
                    if (codec.isIdle(value) && !slots.get(key).dirty) {
                        slots.remove(key);
                    }
                }
            }
        }
    }

    /** Objects in memory. */
    public int liveCount() {
        return slots.size();
    }

    /** Called by Kafka Streams before a commit: writes what changed. */
    @Override
    public void flushCache() {
        for (Slot<V> slot : dirty) {
            codec.write(slot.value, (part, bytes) -> wrapped().put(bytes(slot.key, part), bytes));
            slot.dirty = false;
        }
        dirty.clear();
        super.flushCache();
        if (slots.size() > sweepAbove) {
            letIdleGo();
        }
    }

    /** Called by Kafka Streams when the inner store may change without us: forgets everything. */
    @Override
    public void clearCache() {
        slots.clear();
        dirty.clear();
        super.clearCache();
    }

    @Override
    public void close() {
        slots.clear();
        dirty.clear();
        super.close();
    }

    /** Looks at every object, so the next time is put off until as many again have come. */
    private void letIdleGo() {
        for (Iterator<Slot<V>> each = slots.values().iterator(); each.hasNext(); ) {
            if (codec.isIdle(each.next().value)) {
                each.remove();
            }
        }
        sweepAbove = Math.max(maxIdle, 2 * slots.size());
    }

    private static void checkKey(String key) {
        if (key.indexOf(PART) >= 0) {
            throw new IllegalArgumentException("key: contains a NUL character, must not");
        }
    }

    private Slot<V> hold(String key, V value) {
        Slot<V> slot = new Slot<>(key, value);
        slots.put(key, slot);
        return slot;
    }

    private void markDirty(Slot<V> slot) {
        if (!slot.dirty) {
            slot.dirty = true;
            dirty.add(slot);
        }
    }

    private V read(String key, byte[] main) {
        return codec.read(key, main, part -> wrapped().get(bytes(key, part)));
    }

    private static Bytes bytes(String key, String part) {
        String name = part.isEmpty() ? key : key + PART + part;
        return Bytes.wrap(name.getBytes(StandardCharsets.UTF_8));
    }
}
