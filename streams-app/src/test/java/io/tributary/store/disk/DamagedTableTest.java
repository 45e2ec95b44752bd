package io.tributary.store.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is done to a table's files, it opens with what was written or empty, never with something else, and never not at all. */
class DamagedTableTest {
    private static final int RECORDS = 20_000;
    private static final int SIZE = 200;
    private static final int ROUNDS = 40;

    @TempDir
    private Path home;

    private final Random random = new Random(5);

    @ParameterizedTest
    @ValueSource(strings = {".sst", ".blob", ".log", "MANIFEST", "CURRENT", "IDENTITY", "OPTIONS"})
    void shouldOpenWithWhatWasWrittenOrEmpty(String kind) throws IOException {
        for (Damage damage : Damage.values()) {
            Path folder = home.resolve("committed" + kind + damage).resolve("store");
            fill(folder);
            for (Path file : files(folder, kind)) {
                damage.to(file, random);
            }
            check(folder);
        }
    }

    /**
     * The list of files ends anywhere: RocksDB opens what was there at that time, and puts on top what its log still has, whether or not
     * something between them is missing. What opens is a state that was, as a whole, or empty.
     */
    @Test
    void shouldNeverOpenWithSomethingMissingInTheMiddle() throws IOException {
        Path folder = home.resolve("filled");
        Map<Long, byte[]> states = fillInRounds(folder);
        Path manifest = files(folder, "MANIFEST").get(0);
        int madeAnew = 0;
        int length = (int) Files.size(manifest);
        for (int kept = 0; kept < length; kept += 11) {
            Path copy = home.resolve("kept-" + kept);
            copy(folder, copy);
            try (FileChannel list = FileChannel.open(copy.resolve(manifest.getFileName()), StandardOpenOption.WRITE)) {
                list.truncate(kept);
            }
            try (DiskTable table = DiskTable.open(copy)) {
                if (table.offset() == DiskTable.BEGINNING) {
                    madeAnew++;
                    assertThat(table.get(key(0)))
                            .as("a record of %d bytes of the list", kept)
                            .isNull();
                } else {
                    byte[] state = states.get(table.offset());
                    for (int round = 0; round < ROUNDS; round++) {
                        byte[] value = table.get(key(round));
                        assertThat(value == null ? 0 : value[0])
                                .as("record %d at offset %d, with %d bytes of the list", round, table.offset(), kept)
                                .isEqualTo(state[round]);
                    }
                }
            }
        }
        assertThat(madeAnew).as("lists that were found to be cut").isPositive();
    }

    /** In each round some records change and one comes; now and then all is flushed. Returns what records are after each, by offset. */
    private static Map<Long, byte[]> fillInRounds(Path folder) {
        Map<Long, byte[]> states = new HashMap<>();
        byte[] state = new byte[ROUNDS];
        try (DiskTable table = DiskTable.open(folder)) {
            for (int round = 0; round < ROUNDS; round++) {
                long offset = 2L * round;
                if (round % 5 == 4) {
                    byte[] other = key(1_000_000).get();
                    table.restore(List.of(new ConsumerRecord<>("changelog", 0, offset, other, new byte[] {1})));
                    states.put(offset, state.clone());
                }
                state[round] = 1;
                state[round / 2]++;
                PendingRecords pending = new PendingRecords();
                pending.put(key(round), new byte[] {state[round]});
                pending.put(key(round / 2), new byte[] {state[round / 2]});
                table.write(pending, offset + 1);
                states.put(offset + 1, state.clone());
            }
        }
        return states;
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> all = Files.list(from)) {
            for (Path file : all.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /** RocksDB merges files while a table is written, and may be the first to read what is damaged. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldBeginAnewWhenWritingHasShownTheDamage(boolean restored) throws IOException {
        Path folder = home.resolve("store");
        fill(folder);
        DiskTable.open(folder).close();
        for (Path file : files(folder, ".sst")) {
            Damage.FLIPPED.to(file, random);
        }
        try (DiskTable table = DiskTable.open(folder)) {
            assertThatThrownBy(() -> writeUntilItFails(table, restored)).isInstanceOf(ProcessorStateException.class);
        }
        try (DiskTable table = DiskTable.open(folder)) {
            assertThat(table.offset()).isEqualTo(DiskTable.BEGINNING);
            assertThat(readsWell(table)).isTrue();
        }
    }

    /** Each write after a restore makes a file; the first ones are merged once the newer ones are larger. */
    private static void writeUntilItFails(DiskTable table, boolean restored) {
        for (int i = 0; i < 50; i++) {
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            for (long number = 0; number < RECORDS / 10; number++) {
                byte[] key = key(number + (long) i * RECORDS).get();
                records.add(new ConsumerRecord<>("changelog", 0, 100 + i, key, new byte[10 * SIZE]));
            }
            PendingRecords pending = new PendingRecords();
            pending.put(key(0), new byte[SIZE]);
            if (restored) {
                table.write(pending, 100 + i);
                table.restore(records);
            } else {
                table.restore(records);
                table.write(pending, 100 + i);
            }
        }
    }

    @Test
    void shouldKeepAFewOfThoseThatWereSetAside() throws IOException {
        Path folder = home.resolve("store");
        for (int i = 0; i < 5; i++) {
            fill(folder);
            Damage.TRUNCATED.to(files(folder, "MANIFEST").get(0), random);
            Files.writeString(folder.resolve("CURRENT"), "no manifest");
            DiskTable.open(folder).close();
        }
        try (Stream<Path> all = Files.list(home)) {
            assertThat(all.filter(each -> each.toString().contains(".damaged-")))
                    .hasSize(DamagedFolder.KEPT);
        }
    }

    @Test
    void shouldNotSetAsideWhatIsOnlyLocked() throws IOException {
        Path folder = home.resolve("store");
        fill(folder);
        DiskTable open = DiskTable.open(folder);
        assertThatThrownBy(() -> DiskTable.open(folder)).isInstanceOf(ProcessorStateException.class);
        open.close();
        try (Stream<Path> all = Files.list(home)) {
            assertThat(all).containsExactly(folder);
        }
    }

    private enum Damage {
        FLIPPED {
            @Override
            void to(Path file, Random random) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                for (int i = 0; i < 60 && bytes.length > 0; i++) {
                    bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
                }
                Files.write(file, bytes);
            }
        },
        TRUNCATED {
            @Override
            void to(Path file, Random random) throws IOException {
                byte[] bytes = Files.readAllBytes(file);
                Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length / 3));
            }
        },
        EMPTIED {
            @Override
            void to(Path file, Random random) throws IOException {
                Files.write(file, new byte[0]);
            }
        },
        DELETED {
            @Override
            void to(Path file, Random random) throws IOException {
                Files.delete(file);
            }
        };

        abstract void to(Path file, Random random) throws IOException;
    }

    /** Reading may show the damage only later: then the one who opens it next begins anew. */
    private void check(Path folder) {
        try (DiskTable table = DiskTable.open(folder)) {
            if (readsWell(table)) {
                return;
            }
        }
        assertThat(DamagedFolder.isNoted(folder)).isTrue();
        try (DiskTable table = DiskTable.open(folder)) {
            assertThat(table.offset()).isEqualTo(DiskTable.BEGINNING);
            assertThat(readsWell(table)).isTrue();
        }
    }

    private boolean readsWell(DiskTable table) {
        long count = 0;
        try (DiskIterator records = table.scan(KeyRange.ALL)) {
            while (records.hasNext()) {
                records.next();
                count++;
            }
        } catch (ProcessorStateException e) {
            return false;
        }
        // An earlier batch, with its offset, is what a changelog can go on from.
        long expected = table.offset() == DiskTable.BEGINNING ? 0 : (table.offset() + 1) * (RECORDS / 10);
        assertThat(count).isEqualTo(expected);
        return true;
    }

    private void fill(Path folder) {
        try (DiskTable table = DiskTable.open(folder)) {
            for (int batch = 0; batch < 10; batch++) {
                PendingRecords records = new PendingRecords();
                for (int i = 0; i < RECORDS / 10; i++) {
                    long number = (long) batch * RECORDS / 10 + i;
                    records.put(key(number), new byte[i % 500 == 0 ? 5_000 : SIZE]);
                }
                table.write(records, batch);
            }
        }
    }

    private static Bytes key(long number) {
        return Bytes.wrap(ByteBuffer.allocate(Long.BYTES).putLong(number + 1).array());
    }

    private static List<Path> files(Path folder, String kind) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> kind.startsWith(".")
                            ? file.toString().endsWith(kind)
                            : file.getFileName().toString().startsWith(kind))
                    .toList();
        }
    }
}
