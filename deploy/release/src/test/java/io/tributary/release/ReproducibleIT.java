package io.tributary.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/**
 * What makes two builds differ is in none of our jars: the time of the build, the order of files in a folder, and where or by whom it was
 * built. {@code scripts/release reproduce} builds twice and compares all bytes; it takes minutes.
 */
class ReproducibleIT {
    private static final Path ROOT = Path.of("..", "..");
    private static final List<String> MODULES =
            List.of("schemas/confluent-client", "schemas", "streams-app", "deploy/analytics", "deploy/demo");
    /** project.build.outputTimestamp; what is taken out of other jars keeps the time that it had there. */
    private static final LocalDateTime SOURCES = LocalDateTime.of(2026, 1, 1, 0, 0);

    @Test
    void shouldHaveNothingOfTheBuildInAJar() throws IOException {
        List<String> secrets = List.of(
                ROOT.toRealPath().toString(),
                "Built-By",
                "Build-Time",
                "Build-Date",
                System.getProperty("user.home") + "/");
        for (String module : MODULES) {
            try (ZipFile jar = new ZipFile(jar(ROOT.resolve(module)).toFile())) {
                for (Enumeration<? extends ZipEntry> all = jar.entries(); all.hasMoreElements(); ) {
                    ZipEntry entry = all.nextElement();
                    assertThat(entry.getTimeLocal())
                            .as("%s in %s", entry, module)
                            .isBeforeOrEqualTo(SOURCES);
                    assertThat(text(jar, entry)).as("%s in %s", entry, module).doesNotContain(secrets);
                }
            }
        }
    }

    private static Path jar(Path module) throws IOException {
        try (var files = Files.list(module.resolve("target"))) {
            return files.filter(each -> each.getFileName().toString().matches("tributary-.*\\.jar(?<!-tests\\.jar)"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(module + " is not built"));
        }
    }

    private static String text(ZipFile jar, ZipEntry entry) throws IOException {
        try (InputStream bytes = jar.getInputStream(entry)) {
            return new String(bytes.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
