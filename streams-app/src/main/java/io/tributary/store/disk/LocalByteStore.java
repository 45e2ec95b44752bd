package io.tributary.store.disk;

import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/** What goes without saying of a store of bytes on local disk that knows its changelog offset. */
abstract class LocalByteStore implements KeyValueStore<Bytes, byte[]>, CachedStateStore<byte[], byte[]> {
    private final Position position = Position.emptyPosition();

    @Override
    public byte[] putIfAbsent(Bytes key, byte[] value) {
        byte[] present = get(key);
        if (present == null) {
            put(key, value);
        }
        return present;
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        entries.forEach(entry -> put(entry.key, entry.value));
    }

    @Override
    public byte[] delete(Bytes key) {
        byte[] present = get(key);
        put(key, null);
        return present;
    }

    @Override
    public boolean persistent() {
        return true;
    }

    @Override
    @Deprecated
    public boolean managesOffsets() {
        return true;
    }

    /** None is kept: it is for interactive queries. Streams asks at each put. */
    @Override
    public Position getPosition() {
        return position;
    }

    @Override
    public boolean setFlushListener(CacheFlushListener<byte[], byte[]> listener, boolean sendOldValues) {
        return false;
    }
}
