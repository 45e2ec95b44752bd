package io.tributary.topology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.kafka.common.utils.Utils;

/** A state folder of one test's own, under the build's folder. */
public final class StateFolder implements AutoCloseable {
    private final Path folder;

    public StateFolder() {
        try {
            folder = Files.createTempDirectory(Files.createDirectories(Path.of("target", "state")), "task");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a task's table is. */
    public Path table(String application, String task, String store) {
        return folder.resolve(application).resolve(task).resolve("committed").resolve(store);
    }

    public String path() {
        return folder.toAbsolutePath().toString();
    }

    @Override
    public void close() {
        try {
            Utils.delete(folder.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
