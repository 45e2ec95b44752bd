package io.tributary.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A small file system in memory (tmpfs) that can be filled up. */
final class SmallDisk implements AutoCloseable {
    private static final int MEGABYTES = 256;
    private static final int SECONDS = 10;

    private final Path folder;

    private SmallDisk(Path folder) {
        this.folder = folder;
    }

    /** Whether this machine may have one, as far as that can be told without making it. */
    static boolean isPossible() {
        return Files.isDirectory(Path.of("/proc"))
                && System.getProperty("user.name").equals("root");
    }

    /** Mounts one on this folder, which is made; empty where this process may not, which needs Linux and root. */
    static Optional<SmallDisk> mount(Path folder) {
        try {
            Files.createDirectories(folder);
            return run(List.of("mount", "-t", "tmpfs", "-o", "size=" + MEGABYTES + "m", "tributary", folder.toString()))
                    ? Optional.of(new SmallDisk(folder))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Unmounts what a run has left on this folder that was killed. Nothing happens where there is none. */
    static void unmountLeftOver(Path folder) {
        try {
            if (Files.isDirectory(folder)
                    && !Files.getFileStore(folder).equals(Files.getFileStore(folder.getParent()))) {
                unmount(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path ballast() {
        return folder.resolve("ballast");
    }

    /** Writes until nothing more can be written. */
    void fill() {
        try (OutputStream out = Files.newOutputStream(ballast())) {
            byte[] block = new byte[64 * 1024];
            for (long written = 0; written < 2L * MEGABYTES << 20; written += block.length) {
                out.write(block);
            }
        } catch (IOException e) {
            return; // It is full: that is what this is for.
        }
        throw new IllegalStateException(folder + " took more than it has room for");
    }

    /** Gives the room back. */
    void free() {
        try {
            Files.deleteIfExists(ballast());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        unmount(folder);
    }

    /** Unmounts whatever is mounted on this folder. */
    static void unmount(Path folder) {
        try {
            if (!run(List.of("umount", folder.toString()))) {
                throw new IllegalStateException(
                        folder + " cannot be unmounted: look for who uses it (fuser -m), and umount it by hand");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command, and returns whether it has done what it should. */
    static boolean run(List<String> command) throws IOException {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
