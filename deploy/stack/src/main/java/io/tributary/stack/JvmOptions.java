package io.tributary.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Options of JVMs that share a few processors. The scripts that start a JVM use the same. */
public final class JvmOptions {
    /** Fewer methods for the thorough compiler: the options file says why. */
    public static final List<String> LESS_COMPILATION = read("less-compilation.options");

    private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

    private JvmOptions() {}

    /**
     * Memory in pages of 2 MB, where the kernel gives them to who asks; else none, as the JVM would warn or refuse. What an event touches
     * lies anywhere in the heap, and with pages of 4 KB looking up where is a tenth of its time.
     */
    public static List<String> hugePages() {
        return hugePages(HUGE_PAGES);
    }

    static List<String> hugePages(Path choice) {
        try {
            boolean there =
                    Files.isReadable(choice) && !Files.readString(choice).contains("[never]");
            return there ? List.of("-XX:+UseTransparentHugePages") : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> read(String file) {
        try (InputStream in = Objects.requireNonNull(JvmOptions.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.startsWith("-"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
