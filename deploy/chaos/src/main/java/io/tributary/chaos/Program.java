package io.tributary.chaos;

import io.tributary.cli.Main;
import io.tributary.testkit.ClassArchive;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an instance runs.
 *
 * @param classPath of its JVM
 * @param options of its JVM
 * @param environment is added to that of this process
 */
record Program(String classPath, List<String> options, Map<String, String> environment) {
    Program {
        options = List.copyOf(options);
        environment = Map.copyOf(environment);
    }

    private Program(String classPath, List<String> options) {
        this(classPath, options, Map.of());
    }

    /** The same in another environment. */
    Program in(Map<String, String> added) {
        return new Program(classPath, options, added);
    }

    /** The service of this build, with an archive of its classes as {@code scripts/tributary run} has it, where one was made. */
    static Program service() {
        return new Program(serviceClassPath(), archive().options());
    }

    /** The same, and it writes the archive when it is stopped, for {@link #publishArchive}. */
    static Program writingArchive() {
        return new Program(serviceClassPath(), archive().writingBeside());
    }

    /** From now on, instances that are started use what was written, those of other processes, too. */
    static void publishArchive() {
        archive().publish();
    }

    /** Whether there could be an archive, and none is there yet. */
    static boolean isArchiveMissing() {
        return archive().isMissing();
    }

    /**
     * Another version of the service.
     *
     * @param patch a folder of classes that stand before those of this build
     */
    static Program patched(Path patch) {
        return new Program(patch + File.pathSeparator + System.getProperty("java.class.path"), List.of());
    }

    /** Beside what was built, as builds remove it there. */
    private static ClassArchive archive() {
        return new ClassArchive(placeOf(Program.class).getParent(), serviceClassPath());
    }

    /** Folders on this process's class path are of this module, of which an instance needs nothing when the service comes in a JAR file. */
    private static String serviceClassPath() {
        String all = System.getProperty("java.class.path");
        return Files.isDirectory(placeOf(Main.class))
                ? all
                : Stream.of(all.split(File.pathSeparator))
                        .filter(entry -> !Files.isDirectory(Path.of(entry)))
                        .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path placeOf(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
