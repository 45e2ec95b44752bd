package io.tributary.store.disk;

import io.tributary.text.LogEvents;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.rocksdb.FlushOptions;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A table on disk with the changelog offset its content is good up to. Content and offset change together or not at all, also
 * when the process is killed: both are in one RocksDB batch.
 *
 * <p>Batches go through the write-ahead log, which is not synced: a killed process loses none of them, and after a power cut
 * the log ends with an earlier batch. That none is missing in between is told by {@link BatchChain}. Restored records do not go through
 * the log: they can be had again, and are flushed before anything is logged, since a log that continues what was lost would be worse
 * than none.
 *
 * <p>One thread may write while another reads; all else is for one thread at a time.
 */
final class DiskTable implements RecordReader, AutoCloseable {
    /** The content is complete from the changelog's first record on: nothing has been written. */
    static final long BEGINNING = -4;

    private static final Logger LOG = LoggerFactory.getLogger(DiskTable.class);

    /** Under the key that no record has; it sorts before all of them. */
    private static final byte[] OFFSET_KEY = {};

    private final Path folder;
    private final Options options = NativeMemory.options();
    private final WriteOptions logged = new WriteOptions();
    private final WriteOptions unlogged = new WriteOptions().setDisableWAL(true);
    private final ReadOptions scan = new ReadOptions().setFillCache(false);
    private final Set<DiskIterator> scans = new HashSet<>();
    private final BatchChain chain = new BatchChain();
    private RocksDB db;
    private volatile long offset = BEGINNING;
    private boolean flushNeeded;

    private DiskTable(Path folder) {
        this.folder = folder;
    }

    /**
     * Opens the table; one that is damaged is set aside, and an empty one made.
     *
     * @throws ProcessorStateException when it cannot be opened
     */
    static DiskTable open(Path folder) {
        if (DamagedFolder.isNoted(folder) && Files.exists(folder)) {
            DamagedFolder.setAside(folder, "seen before");
        }
        try {
            return openAsIs(folder);
        } catch (ProcessorStateException e) {
            if (!DamagedFolder.isMeantBy(e)) {
                throw e;
            }
            DamagedFolder.setAside(folder, e.getCause().getMessage());
            return openAsIs(folder);
        }
    }

    private static DiskTable openAsIs(Path folder) {
        DiskTable table = new DiskTable(folder);
        try {
            Files.createDirectories(folder);
            table.db = RocksDB.open(table.options, folder.toString());
            table.readOffset();
            return table;
        } catch (IOException | RocksDBException e) {
            table.close();
            throw exception("cannot be opened", folder, e);
        } catch (RuntimeException e) {
            table.close();
            throw e;
        }
    }

    private void readOffset() throws RocksDBException {
        byte[] bytes = db.get(OFFSET_KEY);
        if (bytes != null) {
            offset = ByteBuffer.wrap(bytes).getLong();
            if (!isChained()) {
                beginChain();
            }
            return;
        }
        try (DiskIterator records = scan(KeyRange.ALL)) {
            if (records.hasNext()) {
                LOG.error(
                        LogEvents.STATE_MADE_ANEW,
                        "The table in {} has records, and no changelog offset: made anew from its changelog",
                        folder);
            }
        }
        clear();
    }

    private boolean isChained() throws RocksDBException {
        try (RocksIterator keys = db.newIterator(scan)) {
            return chain.read(keys);
        }
    }

    private void beginChain() throws RocksDBException {
        try (WriteBatch batch = new WriteBatch()) {
            finish(batch, logged, offset);
            flush();
        }
    }

    boolean isOpen() {
        return db != null;
    }

    /** Of the last changelog record the content is made of, or {@link #BEGINNING}. */
    long offset() {
        return offset;
    }

    @Override
    public byte[] get(Bytes key) {
        try {
            return db().get(key.get());
        } catch (RocksDBException e) {
            throw unreadable(e);
        }
    }

    private ProcessorStateException unreadable(RocksDBException e) {
        return failure("cannot be read", e);
    }

    void write(PendingRecords records, long newOffset) {
        try (WriteBatch batch = new WriteBatch()) {
            records.forEach((key, value) -> add(batch, key, value));
            log(batch, newOffset);
        } catch (RocksDBException e) {
            throw failure("cannot be written", e);
        }
    }

    /** Writes changelog records in their order; those with a null value remove. */
    void restore(Collection<ConsumerRecord<byte[], byte[]>> records) {
        try (WriteBatch batch = new WriteBatch()) {
            long last = BEGINNING;
            for (ConsumerRecord<byte[], byte[]> each : records) {
                add(batch, each.key(), each.value());
                last = each.offset();
            }
            flushNeeded = true;
            finish(batch, unlogged, last);
        } catch (RocksDBException e) {
            throw failure("cannot be restored", e);
        }
    }

    /** Removes all content, at once: what follows begins with the changelog's first record. */
    void clear() {
        try (WriteBatch batch = new WriteBatch();
                RocksIterator last = db().newIterator(scan)) {
            last.seekToLast();
            if (last.isValid()) {
                byte[] key = last.key();
                batch.deleteRange(OFFSET_KEY, Arrays.copyOf(key, key.length + 1));
            }
            last.status();
            chain.restart();
            log(batch, BEGINNING);
        } catch (RocksDBException e) {
            throw failure("cannot be cleared", e);
        }
    }

    @Override
    public DiskIterator scan(KeyRange range) {
        DiskIterator iterator = new DiskIterator(db().newIterator(scan), range, scans::remove, this::unreadable);
        scans.add(iterator);
        return iterator;
    }

    long approximateCount() {
        try {
            return db().getLongProperty("rocksdb.estimate-num-keys");
        } catch (RocksDBException e) {
            throw failure("cannot be counted", e);
        }
    }

    /** Does nothing when it is closed. */
    @Override
    public void close() {
        // An iterator that outlives its table reads freed memory.
        Set.copyOf(scans).forEach(DiskIterator::close);
        if (db != null) {
            db.close();
            db = null;
        }
        scan.close();
        unlogged.close();
        logged.close();
        options.close();
    }

    private void flush() throws RocksDBException {
        try (FlushOptions wait = new FlushOptions().setWaitForFlush(true)) {
            db().flush(wait);
            flushNeeded = false;
        }
    }

    private void add(WriteBatch batch, byte[] key, byte[] value) {
        if (key.length == 0 || BatchChain.isReserved(key)) {
            throw new IllegalArgumentException("key: is empty or the table's own, must not be");
        }
        try {
            if (value == null) {
                batch.delete(key);
            } else {
                batch.put(key, value);
            }
        } catch (RocksDBException e) {
            throw failure("cannot take a record", e);
        }
    }

    /**
     * Writes through the log. Restored records are flushed first: were they lost, what they removed would be there again, and the log
     * knows nothing of it.
     */
    private void log(WriteBatch batch, long newOffset) throws RocksDBException {
        if (flushNeeded) {
            flush();
        }
        finish(batch, logged, newOffset);
    }

    private void finish(WriteBatch batch, WriteOptions how, long newOffset) throws RocksDBException {
        batch.put(OFFSET_KEY, bytes(newOffset));
        chain.tie(batch);
        db().write(how, batch);
        chain.written();
        offset = newOffset;
    }

    private RocksDB db() {
        if (db == null) {
            throw new InvalidStateStoreException("the table in " + folder + " is closed");
        }
        return db;
    }

    private static byte[] bytes(long value) {
        return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
    }

    /**
     * Notes damage for the one who opens the table next. Any call may be the first to show it: RocksDB reads files when it merges them,
     * and refuses all writes from then on.
     */
    private ProcessorStateException failure(String what, RocksDBException cause) {
        if (DamagedFolder.isMeantBy(cause)) {
            DamagedFolder.note(folder);
        }
        return exception(what, folder, cause);
    }

    private static ProcessorStateException exception(String what, Path folder, Exception cause) {
        return new ProcessorStateException("the table in " + folder + " " + what, cause);
    }
}
