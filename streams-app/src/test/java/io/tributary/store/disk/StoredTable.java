package io.tributary.store.disk;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;

/** A task's table on disk as a file, and made of a changelog: for tests that keep what a version of the service has written. */
public final class StoredTable {
    private static final TopicPartition CHANGELOG = new TopicPartition("changelog", 0);

    private StoredTable() {}

    /** Writes a table as a task does that is killed: what it has committed is in the log. */
    public static void make(Path folder, List<Map.Entry<byte[], byte[]>> changelog) {
        CommittedStore store = open(folder);
        changelog.forEach(each -> store.put(Bytes.wrap(each.getKey()), each.getValue()));
        store.commit(Map.of(CHANGELOG, changelog.size() - 1L));
        // Of the next transaction, which never ends: with it the one before is written.
        store.put(Bytes.wrap(changelog.get(0).getKey()), new byte[0]);
        store.close();
    }

    /** Restores a table from changelog records, as a task does that has no disk. */
    public static void restore(Path folder, List<Map.Entry<byte[], byte[]>> changelog) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        changelog.forEach(each -> records.add(
                new ConsumerRecord<>(CHANGELOG.topic(), 0, records.size(), each.getKey(), each.getValue())));
        CommittedStore store = open(folder);
        store.restore(records);
        store.close();
    }

    private static CommittedStore open(Path folder) {
        CommittedStore store = new CommittedStore("task", 0, 1, Runnable::run);
        store.open(folder);
        return store;
    }

    /** Its files, without those that only tell of it. */
    public static byte[] zip(Path folder) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes);
                Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (!name.startsWith("LOG") && !name.startsWith("OPTIONS") && !name.equals("LOCK")) {
                    zip.putNextEntry(new ZipEntry(name));
                    Files.copy(file, zip);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Puts the files of {@link #zip} into a folder. */
    public static void unzip(InputStream zipped, Path folder) {
        try (ZipInputStream zip = new ZipInputStream(zipped)) {
            Files.createDirectories(folder);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.copy(zip, folder.resolve(Path.of(entry.getName()).getFileName()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
