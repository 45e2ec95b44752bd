package io.tributary.demo;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;

/** Recorded data that is not part of the repository: tests that need it are skipped where it is not there. */
public final class RealInput {
    private RealInput() {}

    /** A file of the data, which is there; otherwise the test ends here, skipped. */
    public static Path file(String name) {
        Path file = folder().resolve(name);
        assumeTrue(
                Files.isRegularFile(file),
                () -> "real input is not here (" + file.toAbsolutePath()
                        + "): name its folder with -Dtributary.data=FOLDER or TRIBUTARY_DATA");
        return file;
    }

    /** The repository's root. */
    public static Path repository() {
        Path at = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(at.resolve("deploy/programmes"))) {
            at = at.getParent();
        }
        return at;
    }

    private static Path folder() {
        String named = System.getProperty("tributary.data", System.getenv("TRIBUTARY_DATA"));
        return named != null ? Path.of(named) : repository().resolve("../shared/data/fairdiverse-steam");
    }
}
