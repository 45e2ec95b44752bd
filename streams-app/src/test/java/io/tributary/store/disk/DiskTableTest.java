package io.tributary.store.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

class DiskTableTest {
    private static final int SEGMENT = 65_536;
    private static final int HELD = 20;
    private static final int RECORDS = 100_000;

    @TempDir
    private Path folder;

    private final Random random = new Random(1);
    private long offset;

    /** Segments are in files of their own, which nothing rewrites: they have to go when their segments do. */
    @Test
    void shouldGiveBackTheSpaceOfSegmentsThatWereRemoved() {
        try (DiskTable table = DiskTable.open(folder)) {
            PendingRecords records = new PendingRecords();
            for (int i = 0; i < RECORDS; i++) {
                records.put(key(1L << 40 | i), bytes(100));
            }
            table.write(records, ++offset);
            for (int i = 0; i < 4_000; i++) {
                PendingRecords pending = new PendingRecords();
                pending.put(key(i), bytes(SEGMENT));
                pending.put(key(i - HELD), null);
                table.write(pending, ++offset);
            }
            assertThat(table.get(key(4_000 - HELD))).hasSize(SEGMENT);
            assertThat(table.get(key(3_999 - HELD))).isNull();
            await().atMost(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(size(folder.toFile())).isLessThan(1_000L * SEGMENT));
        }
    }

    /** What a restore removed and nobody flushed comes back with a kill, also where the table was cleared meanwhile. */
    @Test
    void shouldBeEmptyAfterAKillOnceItWasCleared() throws IOException {
        Path killed = folder.resolve("killed");
        try (DiskTable table = DiskTable.open(folder.resolve("table"))) {
            PendingRecords records = new PendingRecords();
            records.put(key(1), bytes(10));
            records.put(key(9), bytes(10));
            table.write(records, ++offset);
            table.restore(List.of(new ConsumerRecord<>("changelog", 0, ++offset, key(9).get(), null)));
            table.clear();
            copy(folder.resolve("table"), killed);
        }
        try (DiskTable table = DiskTable.open(killed);
                DiskIterator found = table.scan(KeyRange.ALL)) {
            assertThat(table.offset()).isEqualTo(DiskTable.BEGINNING);
            assertThat(found.hasNext()).isFalse();
        }
    }

    /** A version that knew no marks has left the table: it is gone on with, and has a chain from then on. */
    @Test
    void shouldGoOnWithATableThatHasNoChain() throws RocksDBException {
        try (DiskTable table = DiskTable.open(folder)) {
            PendingRecords records = new PendingRecords();
            records.put(key(1), bytes(10));
            table.write(records, 5);
        }
        int removed = removeChain();
        assertThat(removed).as("a beginning and a mark").isEqualTo(2);
        for (int opened = 0; opened < 2; opened++) {
            try (DiskTable table = DiskTable.open(folder)) {
                assertThat(table.offset()).isEqualTo(5);
                assertThat(table.get(key(1))).hasSize(10);
            }
        }
        assertThat(removeChain()).isEqualTo(2);
    }

    private int removeChain() throws RocksDBException {
        int removed = 0;
        try (RocksDB db = RocksDB.open(folder.toString());
                RocksIterator keys = db.newIterator()) {
            for (keys.seekToFirst(); keys.isValid(); keys.next()) {
                if (BatchChain.isReserved(keys.key())) {
                    db.delete(keys.key());
                    removed++;
                }
            }
        }
        return removed;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static Bytes key(long number) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static long size(File folder) {
        long sum = 0;
        File[] files = folder.listFiles();
        for (File file : files == null ? new File[0] : files) {
            sum += file.length();
        }
        return sum;
    }
}
