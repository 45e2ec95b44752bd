package io.tributary.chaos;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a bad disk does to a merchant task's state while its instance does not run. */
final class Damage {
    private static final int FLIPPED = 60;

    private static final Pattern MANIFEST = Pattern.compile("0_(\\d+)/committed/.*MANIFEST-");

    private Damage() {}

    /** The tasks of which there is a table, in order. */
    static SortedSet<Integer> tables(Path state) {
        try (Stream<Path> files = Files.walk(state)) {
            SortedSet<Integer> tasks = new TreeSet<>();
            files.map(file -> MANIFEST.matcher(file.toString()))
                    .filter(Matcher::find)
                    .forEach(manifest -> tasks.add(Integer.parseInt(manifest.group(1))));
            return tasks;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cuts the list of the table's files in half. */
    static void truncateManifest(Path state, int task) {
        try (RandomAccessFile file = open(largest(state, task, "MANIFEST-").orElseThrow())) {
            file.setLength(file.length() / 2);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Flips bytes in the middle of the largest file of records.
     *
     * @return whether there is one: what was written last may be in the log only
     */
    static boolean flipBytes(Path state, int task) {
        Optional<Path> records = largest(state, task, ".sst");
        if (records.isEmpty()) {
            return false;
        }
        try (RandomAccessFile file = open(records.get())) {
            long from = file.length() / 2 - FLIPPED / 2;
            for (long at = Math.max(0, from); at < Math.min(file.length(), from + FLIPPED); at++) {
                file.seek(at);
                int before = file.read();
                file.seek(at);
                file.write(~before);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    private static RandomAccessFile open(Path file) throws IOException {
        return new RandomAccessFile(file.toFile(), "rw");
    }

    private static Optional<Path> largest(Path state, int task, String name) {
        try (Stream<Path> files = Files.walk(state)) {
            return files.filter(file -> file.toString().contains("0_" + task + "/committed/"))
                    .filter(file -> file.getFileName().toString().contains(name))
                    .max(Comparator.comparingLong(file -> file.toFile().length()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
