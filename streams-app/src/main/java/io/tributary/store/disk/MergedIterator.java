package io.tributary.store.disk;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;

/** Two sorted sequences as one; where both have a key, the newer one holds. */
final class MergedIterator implements KeyValueIterator<Bytes, byte[]> {
    private final Iterator<Map.Entry<Bytes, byte[]>> newer;
    private final KeyValueIterator<Bytes, byte[]> older;
    private Map.Entry<Bytes, byte[]> newest;
    private KeyValue<Bytes, byte[]> next;

    /**
     * @param newer in the order of keys; values that are {@link PendingRecords#DELETED} hide older ones
     */
    MergedIterator(Iterator<Map.Entry<Bytes, byte[]>> newer, KeyValueIterator<Bytes, byte[]> older) {
        this.newer = newer;
        this.older = older;
        this.newest = newer.hasNext() ? newer.next() : null;
        advance();
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public KeyValue<Bytes, byte[]> next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        KeyValue<Bytes, byte[]> result = next;
        advance();
        return result;
    }

    @Override
    public Bytes peekNextKey() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        return next.key;
    }

    @Override
    public void close() {
        older.close();
    }

    private void advance() {
        do {
            next = step();
        } while (next != null && next.value == PendingRecords.DELETED);
    }

    private KeyValue<Bytes, byte[]> step() {
        if (newest == null) {
            return older.hasNext() ? older.next() : null;
        }
        int order = older.hasNext() ? newest.getKey().compareTo(older.peekNextKey()) : -1;
        if (order > 0) {
            return older.next();
        }
        if (order == 0) {
            older.next();
        }
        KeyValue<Bytes, byte[]> result = KeyValue.pair(newest.getKey(), newest.getValue());
        newest = newer.hasNext() ? newer.next() : null;
        return result;
    }
}
