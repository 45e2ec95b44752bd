package io.tributary.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Adds to a failure what the instances said last: the machine on which it failed may be far away, and its files gone. */
final class InstanceLogs {
    private static final int LINES = 60;
    /** Of the run that goes on: a process makes one after another. */
    private static final List<Path> FOLDERS = new CopyOnWriteArrayList<>();

    private InstanceLogs() {}

    /** From now on this folder's log files belong to the run that goes on. */
    static void include(Path folder) {
        FOLDERS.add(folder);
    }

    /** A new run begins. */
    static void forget() {
        FOLDERS.clear();
    }

    static Throwable withLogs(Throwable failure) {
        for (Path folder : FOLDERS) {
            if (!Files.isDirectory(folder)) {
                continue; // No instance was started.
            }
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".log"))
                        .sorted()
                        .forEach(file -> failure.addSuppressed(new LastLines(file)));
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
        return failure;
    }

    /** The end of a log, in the form that a failure can carry. */
    private static final class LastLines extends RuntimeException {
        private static final long serialVersionUID = 1;

        LastLines(Path file) {
            super(file.getFileName() + " ends with\n" + end(file), null, false, false);
        }

        private static String end(Path file) {
            try {
                List<String> lines = Files.readAllLines(file);
                return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
