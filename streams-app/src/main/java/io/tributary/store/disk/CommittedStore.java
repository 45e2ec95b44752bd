package io.tributary.store.disk;

import io.tributary.text.LogEvents;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
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
 * <p>A put takes this way:
 * <pre>
 *   put ----------&gt; pending (heap) ----------&gt; sealed (heap) ----------&gt; on its way ------&gt; disk
 *                     |        commit(offset)    |      next put, when due      |  WriteBehind
 *                     |                          |
 *                     +-- close: dropped         +-- close: dropped   recycle, restore: written
 * </pre>
 *
 * <p>Puts stay in the heap, and are written a few seconds' worth at a time, so that a record that changes at each commit costs
 * the disk one write in seconds. With {@code enable.transactional.statestores} Streams calls {@link #commit} after each transaction, with
 * the offset of the last changelog record in it: that seals what is pending. The put that follows shows that the task works on, so what
 * was sealed is committed, and is handed to a thread that writes ({@link WriteBehind}).
 *
 * <p>Why the seal alone is not enough: when the last commit of a task that is being closed fails, Streams calls {@code commit} with the
 * offset of what was not committed, and since Kafka 4.4 does not delete the folder afterwards ({@code
 * TaskManager.tryCloseCleanActiveTasks}). So a store that is closed drops what is not on its way to the disk; a task that starts again
 * restores these last two seconds, or 16 MB, from the changelog.
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
    /** Changelog offset that all that is pending goes up to, or null while records are pending of a transaction that is open. */
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
        open(context.stateDir().toPath().resolve(FOLDER).resolve(name));
        if (disk.offset() != DiskTable.BEGINNING) {
            LOG.info(
                    LogEvents.STORE_OPENED,
                    "Task {}: store {} is on disk up to changelog offset {}",
                    context.taskId(),
                    name,
                    disk.offset());
        }
        context.register(root, (RecordBatchingStateRestoreCallback) this::restore);
    }

    void open(Path folder) {
        this.disk = DiskTable.open(folder);
        this.behind = new WriteBehind(disk, writer);
        this.writtenAt = System.nanoTime();
    }

    /** Records that others committed. What is pending and was not sealed by {@link #commit} is among them or was undone. */
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
        if (sealed != null) {
            writeWhenDue(sealed);
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

    /** Does nothing: what Streams is about to commit is known when it says that it has. */
    @Override
    public void flushCache() {}

    /** Called by Streams when the task becomes another kind of task: from here on the records may come from the changelog. */
    @Override
    public void clearCache() {
        if (sealed != null) {
            write(sealed);
        }
        behind.await();
        clear();
    }

    /**
     * Called by Streams after each transaction, and when a task stops or its content is corrupted.
     *
     * @param changelogOffsets the offset that all content is good up to; empty when the content is not to be trusted: then nothing of it
     *     is kept, since nobody else deletes it when the process is killed this moment
     */
    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        if (changelogOffsets.isEmpty()) {
            clear();
            try {
                behind.await();
            } finally {
                disk.clear();
            }
            return;
        }
        long offset = changelogOffsets.values().iterator().next();
        if (!pending.isEmpty() && offset != DiskTable.BEGINNING) {
            sealed = offset;
        }
    }

    @Override
    public Long committedOffset(TopicPartition partition) {
        return disk.offset();
    }

    @Override
    public boolean isOpen() {
        return disk != null && disk.isOpen();
    }

    /** What is pending is not known to be committed, not even when it is sealed. */
    @Override
    public void close() {
        if (isOpen()) {
            clear();
            try {
                behind.await();
            } finally {
                disk.close();
            }
        }
    }

    /** All that is pending is committed, and the put that follows is the first of the next transaction. */
    private void writeWhenDue(long offset) {
        boolean due = pending.bytes() >= writeBytes || System.nanoTime() - writtenAt >= writeNanos;
        boolean canWait = pending.bytes() / MOST_PENDING < writeBytes;
        if (due && !(canWait && behind.isBusy())) {
            write(offset);
        }
        sealed = null;
    }

    private void write(long offset) {
        behind.write(pending, offset);
        clear();
        writtenAt = System.nanoTime();
    }

    private void clear() {
        pending = new PendingRecords();
        sealed = null;
    }

    private KeyValueIterator<Bytes, byte[]> scan(KeyRange range) {
        return pending.scan(range, behind);
    }
}
