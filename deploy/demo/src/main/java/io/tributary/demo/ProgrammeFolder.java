package io.tributary.demo;

import io.tributary.cli.ProgrammeFile;
import io.tributary.programmes.v1.Programme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds and reads programme files, and the reference lists in the folder {@code lists} beside them. */
public final class ProgrammeFolder {
    private static final Path STANDARD = Path.of("deploy", "programmes");
    private static final String LISTS = "lists";

    private ProgrammeFolder() {}

    /** All programmes and lists of a folder in the order of their file names. */
    public static RuleFiles read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("programme folder " + folder + " does not exist: check --programmes");
        }
        List<Programme> programmes = yaml(folder, ProgrammeFile::read);
        if (programmes.isEmpty()) {
            throw new IllegalArgumentException("programme folder " + folder + " holds no .yaml file");
        }
        Path lists = folder.resolve(LISTS);
        return new RuleFiles(programmes, Files.isDirectory(lists) ? yaml(lists, ProgrammeFile::readList) : List.of());
    }

    private static <T> List<T> yaml(Path folder, Function<Path, T> reader) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(reader)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("programme folder " + folder + " cannot be read", e);
        }
    }

    /** deploy/programmes in the start folder or the nearest folder above it that has one. */
    public static Path standard(Path start) {
        for (Path at = start.toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve(STANDARD))) {
                return at.resolve(STANDARD);
            }
        }
        throw new IllegalArgumentException(
                "no " + STANDARD + " in " + start.toAbsolutePath() + " or above: name the folder with --programmes");
    }
}
