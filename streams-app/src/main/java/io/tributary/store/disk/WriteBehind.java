package io.tributary.store.disk;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.state.KeyValueIterator;

/**
 * A table on disk that another thread writes, a batch at a time: some megabytes take tens of milliseconds, in which a stream thread
 * would neither work nor commit. What is on its way is read from the heap. Confined to its task's thread.
 */
final class WriteBehind implements RecordReader {
    private final DiskTable table;
    private final Executor writer;
    private PendingRecords onItsWay = new PendingRecords();
    private FutureTask<Void> write;

    /**
     * @param writer runs one write at a time for each table, now or later
     */
    WriteBehind(DiskTable table, Executor writer) {
        this.table = table;
        this.writer = writer;
    }

    /** One thread for all the process, which ends when there is nothing to write. */
    static Executor sharedThread() {
        return Shared.WRITER;
    }

    /** Whether a batch is on its way. */
    boolean isBusy() {
        if (write != null && write.isDone()) {
            await();
        }
        return write != null;
    }

    /**
     * Hands over a batch, when the one before is on disk.
     *
     * @param records not to be changed any more
     * @throws ProcessorStateException when the one before could not be written
     */
    void write(PendingRecords records, long newOffset) {
        await();
        onItsWay = records;
        write = new FutureTask<>(() -> table.write(records, newOffset), null);
        writer.execute(write);
    }

    /**
     * Waits until all is on disk; a batch that has not been begun is written by the calling thread.
     *
     * @throws ProcessorStateException when it could not be written
     */
    void await() {
        if (write == null) {
            return;
        }
        write.run();
        boolean interrupted = false;
        try {
            while (write != null) {
                try {
                    write.get();
                    write = null;
                } catch (InterruptedException e) {
                    // Waits all the same: the table may be about to be closed, which must not happen under a write.
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            throw new ProcessorStateException("records could not be written to disk", e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        onItsWay = new PendingRecords();
    }

    @Override
    public byte[] get(Bytes key) {
        return onItsWay.get(key, table);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> scan(KeyRange range) {
        return onItsWay.scan(range, table);
    }

    private static final class Shared {
        private static final Executor WRITER = writer();

        private static Executor writer() {
            ThreadPoolExecutor writer =
                    new ThreadPoolExecutor(1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                        Thread thread = new Thread(task, "tributary-store-writer");
                        thread.setDaemon(true);
                        return thread;
                    });
            writer.allowCoreThreadTimeOut(true);
            return writer;
        }
    }
}
