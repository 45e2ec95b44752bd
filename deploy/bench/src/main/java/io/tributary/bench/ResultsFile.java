package io.tributary.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** RESULTS.md: what the bench writes lies between markers, what people write around them stays. */
final class ResultsFile {
    private static final String IN_REPOSITORY = "deploy/bench/RESULTS.md";

    private final Path path;

    ResultsFile(Path path) {
        this.path = path;
    }

    /** The repository's, from a folder in it. */
    static ResultsFile find(Path start) {
        return Stream.iterate(start.toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve(IN_REPOSITORY))
                .filter(Files::isRegularFile)
                .findFirst()
                .map(ResultsFile::new)
                .orElseThrow(() -> new IllegalArgumentException(
                        IN_REPOSITORY + " is not here nor above: run --write inside the repository"));
    }

    /** Checks that it has places for these parts: better now than after an hour. */
    void require(List<String> parts) {
        List<String> lines = read();
        parts.forEach(part -> place(lines, part));
    }

    /** Replaces what is between the part's markers. */
    void write(String part, List<String> generated) {
        List<String> lines = replaced(read(), part, generated);
        try {
            Files.write(path, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be written", e);
        }
    }

    static List<String> replaced(List<String> lines, String part, List<String> generated) {
        int begin = place(lines, part);
        List<String> result = new ArrayList<>(lines.subList(0, begin + 1));
        result.addAll(generated);
        result.addAll(lines.subList(lines.indexOf(end(part)), lines.size()));
        return result;
    }

    /** The line of the part's first marker. */
    private static int place(List<String> lines, String part) {
        int begin = lines.indexOf(begin(part));
        if (begin < 0 || lines.indexOf(end(part)) < begin) {
            throw new IllegalArgumentException(IN_REPOSITORY + " has no place for " + part + ": add the lines "
                    + begin(part) + " and " + end(part));
        }
        return begin;
    }

    private static String begin(String part) {
        return "<!-- generated: " + part + " -->";
    }

    private static String end(String part) {
        return "<!-- end: " + part + " -->";
    }

    private List<String> read() {
        try {
            return Files.readAllLines(path);
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read", e);
        }
    }
}
