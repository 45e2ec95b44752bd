package io.tributary.chaos;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A file system of its own, on a device that can be made slow: an image on a loop device, of which the kernel then lets only some requests
 * through each second, while everything that is written has to be on it before the writer goes on (mounted with {@code sync}).
 */
final class SlowDisk implements AutoCloseable {
    /** The limits of the root group, which all writes count for: a group of the instance's own would not see what the kernel writes later. */
    private static final Path WRITES = Path.of("/sys/fs/cgroup/blkio/blkio.throttle.write_iops_device");

    private static final Path READS = WRITES.resolveSibling("blkio.throttle.read_iops_device");
    private static final long MEGABYTES = 512;
    /** As of a disk that fails, or that all of a host's guests use at once; a write is some three requests. */
    private static final int REQUESTS_PER_SECOND = 40;

    private static final int UNLIMITED = 0;

    private final Path folder;
    private final String device;

    private SlowDisk(Path folder, String device) {
        this.folder = folder;
        this.device = device;
    }

    /** Whether this machine may have one, as far as that can be told without making it. */
    static boolean isPossible() {
        return Files.isWritable(WRITES) && Files.exists(Path.of("/dev/loop-control"));
    }

    /**
     * Mounts one on this folder, which is made. Empty where this process may not: it needs Linux, root, loop devices, and limits of block
     * devices in control groups of version 1.
     *
     * @param image file that holds what is on it; replaced
     */
    static Optional<SlowDisk> mount(Path folder, Path image) {
        if (!isPossible()) {
            return Optional.empty();
        }
        try {
            Files.createDirectories(folder);
            Files.deleteIfExists(image);
            try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
                file.setLength(MEGABYTES << 20);
            }
            boolean mounted = SmallDisk.run(List.of("mkfs.ext4", "-q", "-F", "-m", "0", image.toString()))
                    && SmallDisk.run(List.of("mount", "-o", "loop,noatime", image.toString(), folder.toString()));
            if (!mounted) {
                return Optional.empty();
            }
            Deployment.deleteWithin(folder); // lost+found
            Path loop = Path.of(Files.getFileStore(folder).name()).getFileName();
            return Optional.of(new SlowDisk(
                    folder,
                    Files.readString(Path.of("/sys/block").resolve(loop).resolve("dev"))
                            .strip()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** From now on a write takes about a tenth of a second, and more where others write, too. */
    void slow() {
        // First, since it writes all that the kernel has put off.
        mountAgain("sync");
        limit(REQUESTS_PER_SECOND);
    }

    /** As quick as the host's disk again. */
    void restore() {
        limit(UNLIMITED);
        mountAgain("async");
    }

    private void mountAgain(String option) {
        try {
            if (!SmallDisk.run(List.of("mount", "-o", "remount," + option, folder.toString()))) {
                throw new IllegalStateException(folder + " cannot be mounted again with " + option);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void limit(int requestsPerSecond) {
        try {
            for (Path file : List.of(WRITES, READS)) {
                Files.writeString(file, device + " " + requestsPerSecond);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        limit(UNLIMITED);
        SmallDisk.unmount(folder);
    }
}
