package io.tributary.store.disk;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.RecordBatchingStateRestoreCallback;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A logged key-value store whose disk holds nothing but committed records, and knows the changelog offset they go up to: after
 * a kill it goes on from there, where Streams' own stores are wiped and restored from their changelog's first record.
 *
 * <p>Puts stay in the heap, and are written a few seconds' worth at a time, so that a record that changes at each commit costs
 * the disk one write in seconds. They are handed to a thread that writes ({@link WriteBehind}) when all of them are committed and
 * nothing newer is among them, which is at the first put after a commit: Streams calls {@code flushCache()} before it commits a
 * task, and lets the task process nothing until the transaction is through. At that moment the last acknowledged changelog offset
 * is that of the last put.
 *
 * <p>Needs a changelog and no Streams cache above it. Confined to its task's thread; not for interactive queries.
 */
final class CommittedStore extends LocalByteStore {
    private static final Logger LOG = LoggerFactory.getLogger(CommittedStore.class);

    /** Where a task keeps these stores; not where Streams' own are, whose files are of another form. */
    private static final String FOLDER = "committed";

    private static final long WRITE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long WRITE_BYTES = 16L << 20;
    /** When so many times that is pending, it is waited for the disk. */
    private static final int MOST_PENDING = 2;

    private final String name;
    private final long writeNanos;
    private final long writeBytes;
    private final Executor writer;
    /** What was put since records were last handed over. */
    private PendingRecords pending = new PendingRecords();

    private long writtenAt;
    private DiskTable disk;
    private WriteBehind behind;
    private Supplier<Long> lastWritten;
    private boolean flushed;
    private Long sealed;

    CommittedStore(String name) {
        this(name, WRITE_NANOS, WRITE_BYTES, WriteBehind.sharedThread());
    }

    /**
     * @param writeNanos what is pending is written after this time
     * @param writeBytes or when it is as large as this
     * @param writer writes to disk
     */
    CommittedStore(String name, long writeNanos, long writeBytes, Executor writer) {
        this.name = name;
        this.writer = writer;
        this.writeNanos = writeNanos;
        this.writeBytes = writeBytes;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        ChangelogOffset changelog = ChangelogOffset.of(context, name);
        open(context.stateDir().toPath().resolve(FOLDER).resolve(name), changelog::written);
        if (disk.offset() != null && disk.offset() != DiskTable.BEGINNING) {
            LOG.info("Task {}: store {} is on disk up to changelog offset {}", context.taskId(), name, disk.offset());
        }
        context.register(root, (RecordBatchingStateRestoreCallback) this::restore);
    }

    /**
     * @param lastWritten offset of the last changelog record that was acknowledged, or null
     */
    void open(Path folder, Supplier<Long> lastWritten) {
        this.lastWritten = lastWritten;
        this.disk = DiskTable.open(folder);
        this.behind = new WriteBehind(disk, writer);
        this.writtenAt = System.nanoTime();
    }

    /** Records that others committed. What is pending and was not handed over by {@link #commit} is among them or was undone. */
    void restore(Collection<ConsumerRecord<byte[], byte[]>> records) {
        clearCache();
        if (!records.isEmpty()) {
            disk.restore(records);
        }
    }

    @Override
    public byte[] get(Bytes key) {
        return pending.get(key, behind);
    }

    @Override
    public void put(Bytes key, byte[] value) {
        if (key.get().length == 0) {
            throw new IllegalArgumentException("key: is empty, must not be");
        }
        if (flushed) {
            committed();
        }
        pending.put(key, value);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return scan(KeyRange.ALL);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        return scan(KeyRange.of(from == null ? null : from.get(), to == null ? null : to.get()));
    }

    @Override
    public <PS extends Serializer<P>, P> KeyValueIterator<Bytes, byte[]> prefixScan(P prefix, PS serializer) {
        return scan(KeyRange.prefix(serializer.serialize(null, prefix)));
    }

    @Override
    public long approximateNumEntries() {
        return disk.approximateCount() + pending.size();
    }

    /** Called by Streams before it commits the task: what was put until now is committed when the next record is processed. */
    @Override
    public void flushCache() {
        flushed = true;
    }

    /** Called by Streams when the task becomes another kind of task: from here on the records may come from the changelog. */
    @Override
    public void clearCache() {
        writeSealed();
        clear();
    }

    /**
     * Called by Streams when a task stops, after its last commit. It does so after a failed one, too, just before it deletes the
     * folder; so this is kept in mind until the store is closed or put to another use.
     *
     * @param changelogOffsets the offset that all content is good up to; empty when the content is not to be trusted
     */
    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        if (changelogOffsets.isEmpty()) {
            clear();
            behind.await();
            disk.forgetOffset();
            return;
        }
        Long offset = changelogOffsets.values().iterator().next();
        if (!pending.isEmpty() && offset != DiskTable.BEGINNING) {
            sealed = offset;
            flushed = true;
        }
    }

    @Override
    public Long committedOffset(TopicPartition partition) {
        return sealed == null ? disk.offset() : sealed;
    }

    @Override
    public boolean isOpen() {
        return disk != null && disk.isOpen();
    }

    /** Without a {@link #commit} before it, what is pending is not known to be committed. */
    @Override
    public void close() {
        if (isOpen()) {
            try {
                writeSealed();
            } finally {
                clear();
                closeDisk();
            }
        }
    }

    private void closeDisk() {
        try {
            behind.await();
        } finally {
            disk.close();
        }
    }

    /** All that is pending is committed, and the put that follows is the first of the next transaction. */
    private void committed() {
        flushed = false;
        sealed = null;
        boolean due = pending.bytes() >= writeBytes || System.nanoTime() - writtenAt >= writeNanos;
        boolean canWait = pending.bytes() / MOST_PENDING < writeBytes;
        if (due && !pending.isEmpty() && !(canWait && behind.isBusy())) {
            Long offset = lastWritten.get();
            if (offset != null) {
                write(offset);
            }
        }
    }

    private void writeSealed() {
        if (sealed != null) {
            write(sealed);
        }
        behind.await();
    }

    private void write(long offset) {
        behind.write(pending, offset);
        clear();
        writtenAt = System.nanoTime();
    }

    private void clear() {
        pending = new PendingRecords();
        sealed = null;
        flushed = false;
    }

    private KeyValueIterator<Bytes, byte[]> scan(KeyRange range) {
        return pending.scan(range, behind);
    }
}
