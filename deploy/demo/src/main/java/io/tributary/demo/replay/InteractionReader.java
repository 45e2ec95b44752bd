package io.tributary.demo.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Reads {@code epoch_seconds,user,item,provider,converted} row by row, never the whole file. A row that cannot be understood is
 * reported with its line number, counted and skipped. Blank lines hold no row and are passed over.
 */
final class InteractionReader implements AutoCloseable {
    static final String HEADER = "epoch_seconds,user,item,provider,converted";

    private static final int FIELDS = 5;
    private static final int MAX_FIELD = 256;
    private static final int REPORTED_ROWS = 20;
    private static final long MILLIS = 1_000;

    private final BufferedReader reader;
    private final long notAfterMillis;
    private final Consumer<String> problems;
    private long line;
    private long rows;
    private long malformed;

    private InteractionReader(BufferedReader reader, long notAfterMillis, Consumer<String> problems) {
        this.reader = reader;
        this.notAfterMillis = notAfterMillis;
        this.problems = problems;
    }

    /**
     * @param notAfterMillis a row of a later time is malformed: it would drag the event clock along and make all others late
     * @param problems receives one line per malformed row, the first {@value #REPORTED_ROWS} of them
     * @throws IllegalArgumentException when the file cannot be read or does not begin with the header
     */
    static InteractionReader open(Path file, long notAfterMillis, Consumer<String> problems) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException("events file " + file + " does not exist or is not a file");
        }
        try {
            // Not Files.newBufferedReader: that one gives up at the first byte that is no UTF-8, here it spoils its row
            // only.
            BufferedReader reader =
                    new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
            InteractionReader rows = new InteractionReader(reader, notAfterMillis, problems);
            rows.requireHeader(file);
            return rows;
        } catch (IOException e) {
            throw new IllegalArgumentException("events file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private void requireHeader(Path file) throws IOException {
        String header = reader.readLine();
        line = 1;
        String plain = header == null ? "" : header.strip().replace("\uFEFF", "");
        if (!plain.equals(HEADER)) {
            reader.close();
            throw new IllegalArgumentException(
                    "events file " + file + " must begin with the line \"" + HEADER + "\", not " + brief(plain));
        }
    }

    /** The next row that can be understood; null at the end of the file. */
    Interaction next() {
        try {
            for (String text = reader.readLine(); text != null; text = reader.readLine()) {
                line++;
                if (text.isBlank()) {
                    continue;
                }
                try {
                    Interaction row = parse(text);
                    rows++;
                    return row;
                } catch (IllegalArgumentException e) {
                    refuse(e.getMessage());
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("events file: reading failed after line " + line, e);
        }
    }

    private Interaction parse(String text) {
        String[] fields = text.split(",", -1);
        if (fields.length != FIELDS) {
            throw new IllegalArgumentException(
                    "expected " + FIELDS + " fields (" + HEADER + "), found " + fields.length + ": " + brief(text));
        }
        boolean converted = switch (fields[4].strip()) {
            case "1" -> true;
            case "0" -> false;
            default -> throw new IllegalArgumentException("converted must be 0 or 1, not " + brief(fields[4]));
        };
        return new Interaction(
                line,
                time(fields[0].strip()),
                name("user", fields[1]),
                name("item", fields[2]),
                name("provider", fields[3]),
                converted);
    }

    private long time(String text) {
        long seconds;
        try {
            seconds = Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("epoch_seconds must be a whole number, not " + brief(text), e);
        }
        if (seconds < 0 || seconds > notAfterMillis / MILLIS) {
            throw new IllegalArgumentException("epoch_seconds must be within 0 and now, not " + seconds);
        }
        return seconds * MILLIS;
    }

    private static String name(String field, String text) {
        String value = text.strip();
        if (value.isEmpty() || value.length() > MAX_FIELD || value.indexOf('\uFFFD') >= 0) {
            throw new IllegalArgumentException(
                    field + " must have 1 to " + MAX_FIELD + " characters of valid UTF-8, not " + brief(value));
        }
        return value;
    }

    private void refuse(String why) {
        malformed++;
        if (malformed <= REPORTED_ROWS) {
            problems.accept("line " + line + ": " + why);
        } else if (malformed == REPORTED_ROWS + 1) {
            problems.accept("more malformed rows follow: they are counted, not shown");
        }
    }

    private static String brief(String text) {
        return '"' + (text.length() > 60 ? text.substring(0, 60) + "..." : text) + '"';
    }

    /** Rows returned so far. */
    long rows() {
        return rows;
    }

    /** Rows that were refused so far. */
    long malformed() {
        return malformed;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
