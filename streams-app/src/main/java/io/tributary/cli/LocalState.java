package io.tributary.cli;

import io.tributary.app.config.Role;
import io.tributary.app.config.Settings;
import io.tributary.text.ErrorText;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Local folders of a role's tasks, which are copies of what changelogs have. */
final class LocalState {
    /** Kafka Streams holds a lock on this file while it runs ({@code StateDirectory.LOCK_FILE_NAME}). */
    private static final String LOCK = ".lock";

    private LocalState() {}

    /** Where a role's tasks keep their stores. */
    static Path folder(Settings settings, Role role) {
        return settings.streams().stateDir().toAbsolutePath().resolve(role.id()).resolve(settings.applicationId(role));
    }

    /**
     * Folders of the tasks of a partition: one of each part of the topology.
     *
     * @throws CliError when an instance uses them
     */
    static List<Path> tasks(Path folder, int partition) {
        requireUnused(folder);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> entry.getFileName().toString().matches("\\d+_" + partition))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw cannot(folder, e);
        }
    }

    private static void requireUnused(Path folder) {
        Path lock = folder.resolve(LOCK);
        if (!Files.exists(lock)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(lock, StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            if (held == null) {
                throw used(folder);
            }
        } catch (OverlappingFileLockException e) {
            throw used(folder);
        } catch (IOException e) {
            throw cannot(folder, e);
        }
    }

    private static CliError used(Path folder) {
        return new CliError("an instance uses " + folder + ": stop it first");
    }

    /**
     * Deletes a folder with all in it.
     *
     * @throws CliError when that cannot be done
     */
    static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw cannot(folder, e);
        }
    }

    private static CliError cannot(Path folder, IOException cause) {
        return new CliError(folder + ": " + ErrorText.of(cause) + "; give this user the right to change it", cause);
    }
}
