package io.tributary.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Options of JVMs that share a few processors. */
public final class JvmOptions {
    /** Fewer methods for the thorough compiler: the options file says why, which the scripts that start a JVM use, too. */
    public static final List<String> LESS_COMPILATION = read("less-compilation.options");

    private JvmOptions() {}

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
