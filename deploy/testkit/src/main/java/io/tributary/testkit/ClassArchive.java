package io.tributary.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The classes of the service as the JVM keeps them in memory, in a file: an instance that is stopped writes it, and those that start later
 * map it instead of reading and checking classes one by one. {@code scripts/tributary run} does the same.
 */
public final class ClassArchive {
    private final Path file;
    private final boolean possible;

    /**
     * @param folder where the file is, or is to be
     * @param classPath of the instances; the JVM makes archives of classes from JAR files only, so there is none when it has folders
     */
    public ClassArchive(Path folder, String classPath) {
        List<Path> entries =
                Stream.of(classPath.split(File.pathSeparator)).map(Path::of).toList();
        this.file = folder.resolve(String.format(Locale.ROOT, "classes-%08x.jsa", identity(entries)));
        this.possible = entries.stream().noneMatch(Files::isDirectory) && Files.isWritable(folder);
    }

    /** The JVM takes no archive of another JVM, or of JAR files that have changed: those are others, then. */
    private static int identity(List<Path> entries) {
        int hash = System.getProperty("java.vm.version").hashCode();
        for (Path entry : entries) {
            hash = 31 * hash + entry.hashCode();
            hash = 31 * hash + Long.hashCode(entry.toFile().lastModified());
            hash = 31 * hash + Long.hashCode(entry.toFile().length());
        }
        return hash;
    }

    /** Whether an instance with {@link #writing} would write it when it is stopped. */
    public boolean isMissing() {
        return possible && !Files.exists(file);
    }

    /** For the JVM of an instance that is to write it. */
    public List<String> writing() {
        return writing(file);
    }

    /** The same where other processes may look for it meanwhile, who are not to find a part: beside its place, until {@link #publish}. */
    public List<String> writingBeside() {
        return writing(beside());
    }

    private static List<String> writing(Path file) {
        return List.of("-XX:ArchiveClassesAtExit=" + file, "-Xlog:cds=error", "-Xlog:cds+dynamic=error");
    }

    /** Puts what was written beside in its place; nothing happens where nothing was written. */
    public void publish() {
        try {
            if (Files.exists(beside())) {
                Files.move(beside(), file, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One for each process that has it written. */
    private Path beside() {
        return Path.of(file + "." + ProcessHandle.current().pid());
    }

    /** For the JVM of any other instance; nothing while it is not there. */
    public List<String> options() {
        return Files.exists(file) ? List.of("-XX:SharedArchiveFile=" + file) : List.of();
    }
}
