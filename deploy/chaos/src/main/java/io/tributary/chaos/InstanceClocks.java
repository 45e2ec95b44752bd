package io.tributary.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The wall clocks of instances, each of which can be set while the instance runs: libfaketime, loaded before the JVM, adds to the host's
 * clock what a file says. Clocks that only go forward ({@link System#nanoTime}) are left alone, as they are when a host's clock is set.
 */
final class InstanceClocks {
    /** How far clocks jump, each in its turn. All but a few minutes is what a host shows that came up without its time server. */
    private static final List<Duration> JUMPS =
            List.of(Duration.ofMinutes(5), Duration.ofMinutes(-5), Duration.ofDays(3), Duration.ofDays(-3));

    /** The file is read again after so many seconds. */
    private static final int CACHED_SECONDS = 1;

    private static final Path LIBRARIES = Path.of("/usr/lib");
    private static final String LIBRARY = "faketime/libfaketimeMT.so.1";

    private final Path library;
    private final Path folder;

    /** @param folder where the files are; made when it is absent */
    private InstanceClocks(Path library, Path folder) {
        this.library = library;
        this.folder = folder;
    }

    /** Empty where libfaketime is not installed. */
    static Optional<InstanceClocks> in(Path folder) {
        return library().map(library -> new InstanceClocks(library, folder));
    }

    /** Where Debian and others install it: in a folder of the machine's architecture, or in none. */
    static Optional<Path> library() {
        if (!Files.isDirectory(LIBRARIES)) {
            return Optional.empty();
        }
        try (Stream<Path> architectures = Files.list(LIBRARIES)) {
            return Stream.concat(Stream.of(LIBRARIES), architectures.sorted())
                    .map(place -> place.resolve(LIBRARY))
                    .filter(Files::exists)
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How far a clock jumps in this step of a plan. */
    static Duration jump(FaultPlan.Step step) {
        return JUMPS.get(step.number() % JUMPS.size());
    }

    /** In what environment an instance has a clock that can be set; right at first. */
    Map<String, String> environment(String id) {
        if (!Files.exists(file(id))) {
            set(id, Duration.ZERO);
        }
        return Map.of(
                "LD_PRELOAD", library.toString(),
                "FAKETIME_TIMESTAMP_FILE", file(id).toString(),
                "FAKETIME_CACHE_DURATION", Integer.toString(CACHED_SECONDS),
                "FAKETIME_DONT_FAKE_MONOTONIC", "1",
                // Else waits of a JVM end at once.
                "FAKETIME_FORCE_MONOTONIC_FIX", "0");
    }

    /**
     * Sets an instance's clock, in all its lives from now on; it shows within a second or two.
     *
     * @param ahead of the host's clock; negative for behind
     */
    void set(String id, Duration ahead) {
        try {
            Files.createDirectories(folder);
            Path whole = Files.writeString(folder.resolve(id + ".part"), text(ahead));
            Files.move(whole, file(id), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As libfaketime reads it: seconds with their sign. */
    static String text(Duration ahead) {
        return (ahead.isNegative() ? "-" : "+") + ahead.abs().toSeconds() + "\n";
    }

    private Path file(String id) {
        return folder.resolve(id);
    }
}
