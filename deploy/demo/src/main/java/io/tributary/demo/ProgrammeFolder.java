package io.tributary.demo;

import io.tributary.app.ProgrammeFile;
import io.tributary.programmes.v1.Programme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds and reads programme files. */
final class ProgrammeFolder {
    private static final Path STANDARD = Path.of("deploy", "programmes");

    private ProgrammeFolder() {}

    /** All programmes of a folder in the order of their file names. */
    static List<Programme> read(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("programme folder " + folder + " does not exist: check --programmes");
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Programme> programmes = files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .map(ProgrammeFile::read)
                    .toList();
            if (programmes.isEmpty()) {
                throw new IllegalArgumentException("programme folder " + folder + " holds no .yaml file");
            }
            return programmes;
        } catch (IOException e) {
            throw new UncheckedIOException("programme folder " + folder + " cannot be read", e);
        }
    }

    /** deploy/programmes in the start folder or the nearest folder above it that has one. */
    static Path standard(Path start) {
        for (Path at = start.toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve(STANDARD))) {
                return at.resolve(STANDARD);
            }
        }
        throw new IllegalArgumentException(
                "no " + STANDARD + " in " + start.toAbsolutePath() + " or above: name the folder with --programmes");
    }
}
