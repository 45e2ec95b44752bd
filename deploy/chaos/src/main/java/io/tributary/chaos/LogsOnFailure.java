package io.tributary.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Adds to the failure of a test what the instances of its deployments said last. The machine on which it failed may be far away, and
 * its files gone.
 */
final class LogsOnFailure
        implements BeforeEachCallback, TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {
    private static final int LINES = 60;
    /** Of the test that runs: a process runs one after another. */
    private static final List<Path> FOLDERS = new CopyOnWriteArrayList<>();

    /** From now on this folder's log files belong to the test that runs. */
    static void include(Path folder) {
        FOLDERS.add(folder);
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        FOLDERS.clear();
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withLogs(failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw withLogs(failure);
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
