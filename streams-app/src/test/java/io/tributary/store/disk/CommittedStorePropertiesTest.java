package io.tributary.store.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;

/** Whatever becomes of a process and its transactions, the disk and the changelog behind its offset make the content. */
class CommittedStorePropertiesTest {
    private static final TopicPartition PARTITION = new TopicPartition("changelog", 0);
    private static final int KEYS = 12;
    /** Some records: with as many again the store waits for the disk. */
    private static final int SOME_BYTES = 40;

    private enum Kind {
        PUT,
        COMMIT,
        /** The thread that writes to disk gets its turn. */
        WRITE,
        /** Killed in the middle of a transaction. */
        KILL,
        /** Killed after the flush; the transaction was lost. */
        KILL_AFTER_FLUSH,
        /** Killed after the transaction was committed. */
        KILL_AFTER_COMMIT,
        /** Closed with a transaction that failed, in a process that lives on and keeps the folder. */
        CLOSE_DIRTY,
        /** The same where the process ends: Streams says that it has committed what it has not. */
        STOP_DIRTY,
        /** The changelog does not fit the offset. */
        CORRUPTED,
        CLOSE_CLEAN,
        /** Becomes a standby and active again. */
        RECYCLE
    }

    private record Step(Kind kind, int key, String value) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Kind> kinds = Arbitraries.frequency(
                Tuple.of(60, Kind.PUT),
                Tuple.of(20, Kind.COMMIT),
                Tuple.of(8, Kind.WRITE),
                Tuple.of(3, Kind.KILL),
                Tuple.of(2, Kind.KILL_AFTER_FLUSH),
                Tuple.of(2, Kind.KILL_AFTER_COMMIT),
                Tuple.of(2, Kind.CLOSE_DIRTY),
                Tuple.of(2, Kind.STOP_DIRTY),
                Tuple.of(1, Kind.CORRUPTED),
                Tuple.of(2, Kind.CLOSE_CLEAN),
                Tuple.of(2, Kind.RECYCLE));
        Arbitrary<String> values =
                Arbitraries.strings().numeric().ofMaxLength(5).injectNull(0.3);
        return Combinators.combine(kinds, Arbitraries.integers().between(0, KEYS - 1), values)
                .as(Step::new)
                .list()
                .ofMaxSize(80);
    }

    @Property(tries = 60)
    void shouldBeMadeOfTheDiskAndTheChangelogBehindItsOffset(@ForAll("steps") List<Step> steps) throws IOException {
        Path folder = Files.createTempDirectory("committed-store");
        try (Life life = new Life(folder)) {
            for (Step step : steps) {
                life.live(step);
            }
            life.kill();
        } finally {
            delete(folder);
        }
    }

    private static final class Life implements AutoCloseable {
        private final Path folder;
        private final Changelog changelog = new Changelog();
        private final Queue<Runnable> writes = new ArrayDeque<>();
        private CommittedStore store;
        private int lives;

        Life(Path folder) {
            this.folder = folder;
            open();
        }

        void live(Step step) throws IOException {
            switch (step.kind()) {
                case PUT -> put("key" + step.key(), step.value());
                case COMMIT -> commit();
                case WRITE -> write();
                case KILL -> kill();
                case KILL_AFTER_FLUSH -> {
                    store.flushCache();
                    kill();
                }
                case KILL_AFTER_COMMIT -> {
                    commit();
                    kill();
                }
                case CLOSE_DIRTY -> {
                    store.flushCache();
                    changelog.abort();
                    store.flushCache();
                    reopen();
                }
                case STOP_DIRTY -> {
                    store.flushCache();
                    changelog.abort();
                    sayCommitted(changelog.lastWritten());
                    reopen();
                }
                case CORRUPTED -> {
                    store.flushCache();
                    changelog.abort();
                    store.commit(Map.of());
                    kill();
                }
                case CLOSE_CLEAN -> {
                    commit();
                    reopen();
                }
                case RECYCLE -> {
                    commit();
                    store.clearCache();
                    changelog.newProducer();
                    check(changelog.content());
                }
            }
            check(changelog.openContent());
        }

        private void write() {
            for (Runnable next = writes.poll(); next != null; next = writes.poll()) {
                next.run();
            }
        }

        private void put(String key, String value) {
            store.put(Bytes.wrap(Changelog.utf8(key)), value == null ? null : Changelog.utf8(value));
            changelog.append(key, value);
        }

        private void commit() {
            store.flushCache();
            changelog.commit();
            sayCommitted(changelog.lastWritten());
        }

        /** What Streams calls after a transaction. */
        private void sayCommitted(Long offset) {
            store.commit(Map.of(PARTITION, offset == null ? DiskTable.BEGINNING : offset));
        }

        /** The folder as it is goes on in another process. */
        void kill() throws IOException {
            Path from = folder.resolve("life" + lives);
            lives++;
            copy(from, folder.resolve("life" + lives));
            store.close();
            open();
            catchUp();
        }

        private void reopen() {
            store.close();
            open();
            catchUp();
        }

        private void open() {
            changelog.newProducer();
            writes.clear();
            store = new CommittedStore("test", 0, SOME_BYTES, writes::add);
            store.open(folder.resolve("life" + lives));
        }

        private void catchUp() {
            long offset = store.committedOffset(PARTITION);
            assertThat(Changelog.contentOf(store.all()))
                    .as("nothing but what is committed")
                    .isEqualTo(changelog.contentUpTo(offset));
            List<ConsumerRecord<byte[], byte[]>> rest = changelog.after(offset);
            int half = rest.size() / 2;
            store.restore(rest.subList(0, half));
            store.restore(rest.subList(half, rest.size()));
            check(changelog.content());
        }

        private void check(Map<String, String> content) {
            assertThat(Changelog.contentOf(store.all())).isEqualTo(content);
            for (int key = 0; key < KEYS; key++) {
                byte[] value = store.get(Bytes.wrap(Changelog.utf8("key" + key)));
                assertThat(value == null ? null : Changelog.text(value)).isEqualTo(content.get("key" + key));
            }
        }

        @Override
        public void close() {
            store.close();
        }
    }

    /** What a killed process leaves. The table's own threads add and delete files meanwhile: then it is copied anew. */
    private static void copy(Path from, Path to) throws IOException {
        Map<Path, Long> copied = null;
        while (copied == null || !copied.equals(sizes(from))) {
            if (copied != null) {
                delete(to);
            }
            copied = sizes(from);
            Files.createDirectories(to);
            for (Path file : copied.keySet()) {
                try {
                    Files.copy(file, to.resolve(file.getFileName()));
                } catch (NoSuchFileException e) {
                    break; // The sizes differ by now.
                }
            }
        }
    }

    private static Map<Path, Long> sizes(Path folder) throws IOException {
        Map<Path, Long> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                // A file that has gone since it was listed has no size.
                sizes.put(file, file.toFile().length());
            }
        }
        return sizes;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
