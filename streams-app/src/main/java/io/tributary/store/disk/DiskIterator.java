package io.tributary.store.disk;

import java.util.NoSuchElementException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/** A table's records in the order of their keys, as they were when it was made. */
final class DiskIterator implements KeyValueIterator<Bytes, byte[]> {
    private final RocksIterator records;
    private final KeyRange range;
    private final Consumer<DiskIterator> closed;
    private final Function<RocksDBException, ? extends RuntimeException> failure;
    private byte[] key;

    DiskIterator(
            RocksIterator records,
            KeyRange range,
            Consumer<DiskIterator> closed,
            Function<RocksDBException, ? extends RuntimeException> failure) {
        this.records = records;
        this.range = range;
        this.closed = closed;
        this.failure = failure;
        if (range.from() == null) {
            records.seekToFirst();
        } else {
            records.seek(range.from());
        }
        readKey();
    }

    @Override
    public boolean hasNext() {
        return key != null;
    }

    @Override
    public KeyValue<Bytes, byte[]> next() {
        KeyValue<Bytes, byte[]> next = KeyValue.pair(peekNextKey(), records.value());
        records.next();
        readKey();
        return next;
    }

    @Override
    public Bytes peekNextKey() {
        if (key == null) {
            throw new NoSuchElementException();
        }
        return Bytes.wrap(key);
    }

    @Override
    public void close() {
        key = null;
        records.close();
        closed.accept(this);
    }

    private void readKey() {
        key = keyOrNull();
        while (key != null && isTheTables(key)) {
            records.next();
            key = keyOrNull();
        }
        if (key != null && !range.isBeforeEnd(key)) {
            key = null;
        }
    }

    private byte[] keyOrNull() {
        if (records.isValid()) {
            return records.key();
        }
        requireEnd();
        return null;
    }

    /** The offset, and what ties batches together. */
    private static boolean isTheTables(byte[] key) {
        return key.length == 0 || BatchChain.isReserved(key);
    }

    /** A block that cannot be read looks like the end. */
    private void requireEnd() {
        try {
            records.status();
        } catch (RocksDBException e) {
            close();
            throw failure.apply(e);
        }
    }
}
