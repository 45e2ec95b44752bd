package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;

/** Which merchant tasks an instance has on its disk, and whether it goes on from there. */
final class OnDisk {
    /** The key of the changelog offset that a table is good up to. */
    private static final byte[] OFFSET_KEY = {};

    private OnDisk() {}

    /**
     * The tasks whose tables hold something.
     *
     * @param state the folder of an instance that has ended or is held: nobody writes meanwhile
     */
    static Set<Integer> tasks(Path state) {
        Set<Integer> tasks = new TreeSet<>();
        for (int task : Damage.tables(state)) {
            if (hasOffset(table(state, task))) {
                tasks.add(task);
            }
        }
        return tasks;
    }

    private static Path table(Path state, int task) {
        try (Stream<Path> files = Files.walk(state)) {
            return files.filter(file -> file.toString().contains("0_" + task + "/committed/"))
                    .filter(file -> file.getFileName().toString().startsWith("MANIFEST-"))
                    .findFirst()
                    .orElseThrow()
                    .getParent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasOffset(Path table) {
        RocksDB.loadLibrary();
        try (Options options = new Options();
                RocksDB db = RocksDB.openReadOnly(options, table.toString())) {
            byte[] offset = db.get(OFFSET_KEY);
            // A table that was opened and never written to says so with an offset below any record's.
            return offset != null && ByteBuffer.wrap(offset).getLong() >= 0;
        } catch (RocksDBException e) {
            throw new IllegalStateException(table + " cannot be read", e);
        }
    }

    /**
     * Checks that of the tasks that an instance has now, those that were on its disk were gone on with from there. Who assigns tasks may give it
     * others: the streams protocol knows nothing of the disk of a member that comes back.
     *
     * @param since length of its log when {@code kept} was looked at
     * @param kept what was on its disk
     * @return how many of its tasks were
     */
    static int check(Instance instance, int since, Set<Integer> kept) {
        Set<Integer> tasks = instance.merchantTasks();
        assertThat(tasks).as("tasks of %s", instance.id()).isNotEmpty();
        tasks.retainAll(kept);
        String log = instance.log().substring(since);
        assertThat(tasks)
                .as("tasks of %s that go on from its own disk", instance.id())
                .allSatisfy(task ->
                        assertThat(log).contains("Task 0_" + task + ": store task is on disk up to changelog offset"));
        assertThat(log).as("stores are not wiped").doesNotContain("State store task did not find");
        return tasks.size();
    }
}
