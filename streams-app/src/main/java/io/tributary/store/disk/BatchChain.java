package io.tributary.store.disk;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;

/**
 * Shows whether batches are missing in the middle of what a table was made of. A table whose list of files has lost its end opens as it
 * was earlier, and its write-ahead log puts later batches on top: RocksDB sees nothing wrong with that, and nothing else would tell
 * that counts in between are gone.
 *
 * <pre>
 *   first batch         puts  BIRTH                 MARK 1
 *   batch n             puts  MARK n,   removes MARK n - 1
 *
 *   all there:          BIRTH, MARK n
 *   the last ones gone: BIRTH, MARK n - k           as after a power cut: an earlier state, and whole
 *   some in between:    BIRTH, MARK a, MARK n       nobody has removed MARK a
 *   the first ones:     MARK n                      nobody has put BIRTH
 *   neither:                                        of a version that knew no marks: it gets its first, and is flushed
 * </pre>
 */
final class BatchChain {
    /** No record's key begins so. */
    private static final byte[] RESERVED = {0, 'b', 'a', 't', 'c', 'h', 0};

    private static final byte[] BIRTH = Arrays.copyOf(RESERVED, RESERVED.length + 1);
    private static final byte[] NOTHING = {};

    private boolean born;
    /** Number of the last batch; 0 before the first. */
    private long last;

    /** Whether a key is one of these and no record's. */
    static boolean isReserved(byte[] key) {
        return key.length >= RESERVED.length
                && key[0] == 0
                && Arrays.equals(key, 0, RESERVED.length, RESERVED, 0, RESERVED.length);
    }

    /**
     * Reads where the chain of a table ends.
     *
     * @return false when the table has no chain, since the version that wrote it knew none: the next batch begins it, and must be
     *     flushed, so that it cannot stay while what it was put on top of is gone
     * @throws RocksDBException that says corruption, when batches are missing
     */
    boolean read(RocksIterator keys) throws RocksDBException {
        int marks = 0;
        born = false;
        last = 0;
        for (keys.seek(RESERVED); keys.isValid() && isReserved(keys.key()); keys.next()) {
            if (keys.key().length == BIRTH.length) {
                born = true;
            } else {
                marks++;
                last = ByteBuffer.wrap(keys.key()).getLong(BIRTH.length);
            }
        }
        keys.status();
        if (!born && marks == 0) {
            return false;
        }
        if (!born || marks != 1) {
            String message = "batches are missing: " + (born ? marks + " ends" : "no beginning");
            throw new RocksDBException(message, new Status(Status.Code.Corruption, Status.SubCode.None, message));
        }
        return true;
    }

    /** All is removed before a batch: it is the first again. */
    void restart() {
        born = false;
    }

    /** Ties a batch to the one before. To be followed by {@link #written}, once it is. */
    void tie(WriteBatch batch) throws RocksDBException {
        if (born) {
            batch.delete(mark(last));
        } else {
            batch.put(BIRTH, NOTHING);
        }
        batch.put(mark(last + 1), NOTHING);
    }

    /** The batch that was tied last is written. */
    void written() {
        born = true;
        last++;
    }

    private static byte[] mark(long number) {
        return ByteBuffer.allocate(BIRTH.length + Long.BYTES)
                .put(RESERVED)
                .put((byte) 1)
                .putLong(number)
                .array();
    }
}
