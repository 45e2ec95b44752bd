package io.tributary.stack;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a process wrote since it was started, and what it says about a failure. */
record ProcessLog(Path file, long from) {
    private static final int LONGEST = 1 << 18;
    private static final Pattern PORT = Pattern.compile(
            "Address already in use|BindException|Port \\d+ seems to be used", Pattern.CASE_INSENSITIVE);
    private static final Pattern MEMORY = Pattern.compile(
            "insufficient memory|Could not reserve enough space|OutOfMemoryError|Cannot allocate memory",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern CAUSE = Pattern.compile("Exception|Error\\b|ERROR|FATAL");

    static ProcessLog continuing(Path file) throws IOException {
        return new ProcessLog(file, Files.exists(file) ? Files.size(file) : 0);
    }

    /** One line for the failure: the cause that the log names, and what helps against it. */
    StackException explain(String what) {
        List<String> lines = lines();
        Optional<String> port = first(lines, PORT);
        if (port.isPresent()) {
            return new StackException(what + ", its port is taken (" + port.get() + ")", "choose another port");
        }
        Optional<String> memory = first(lines, MEMORY);
        if (memory.isPresent()) {
            return new StackException(
                    what + ", memory is short (" + memory.get() + ")", "free some memory, or change the heap's size");
        }
        String said = first(lines, CAUSE)
                .or(() -> lines.stream().reduce((before, last) -> last))
                .map(line -> " (" + line + ")")
                .orElse("");
        return new StackException(what + said, "see " + file);
    }

    List<String> tail(int count) {
        List<String> lines = lines();
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    private List<String> lines() {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.max(Math.min(from, log.length()), log.length() - LONGEST);
            byte[] bytes = new byte[(int) (log.length() - start)];
            log.seek(start);
            log.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Optional<String> first(List<String> lines, Pattern pattern) {
        return lines.stream().filter(pattern.asPredicate()).findFirst().map(String::strip);
    }
}
