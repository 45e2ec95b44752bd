package io.tributary.bench.recovery;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The classes of the service as the JVM keeps them in memory, in a file: an instance that is stopped writes it, and those that start later
 * map it instead of reading and checking classes one by one. {@code scripts/tributary run} does the same.
 */
final class ClassArchive {
    private final Path file;
    private final boolean possible;

    ClassArchive(Path folder) {
        this.file = folder.resolve("classes.jsa");
        // The JVM makes archives of classes from JAR files only; tests run from folders.
        this.possible = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .noneMatch(each -> Files.isDirectory(Path.of(each)));
    }

    /** Whether an instance that is stopped would write it. */
    boolean isMissing() {
        return possible && !Files.exists(file);
    }

    /** For the JVM of an instance. */
    List<String> options() {
        if (!possible) {
            return List.of();
        }
        return isMissing()
                ? List.of("-XX:ArchiveClassesAtExit=" + file, "-Xlog:cds=error", "-Xlog:cds+dynamic=error")
                : List.of("-XX:SharedArchiveFile=" + file);
    }
}
