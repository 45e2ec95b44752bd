package io.tributary.demo.replay;

import io.tributary.demo.CsvFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Reads {@code epoch_seconds,user,item,provider,converted} row by row, never the whole file. A row that cannot be understood is
 * reported with its line number, counted and skipped. Blank lines hold no row and are passed over.
 */
final class InteractionReader implements AutoCloseable {
    static final String HEADER = "epoch_seconds,user,item,provider,converted";

    private static final int MAX_FIELD = 256;
    private static final int REPORTED_ROWS = 20;
    private static final long MILLIS = 1_000;

    private final CsvFile csv;
    private final long notAfterMillis;
    private final Consumer<String> problems;
    private long rows;
    private long malformed;

    private InteractionReader(CsvFile csv, long notAfterMillis, Consumer<String> problems) {
        this.csv = csv;
        this.notAfterMillis = notAfterMillis;
        this.problems = problems;
    }

    /**
     * @param notAfterMillis a row of a later time is malformed: it would drag the event clock along and make all others late
     * @param problems receives one line per malformed row, the first {@value #REPORTED_ROWS} of them
     * @throws IllegalArgumentException when the file cannot be read or does not begin with the header
     */
    static InteractionReader open(Path file, long notAfterMillis, Consumer<String> problems) {
        return new InteractionReader(CsvFile.open("events", file, HEADER), notAfterMillis, problems);
    }

    /** The next row that can be understood; null at the end of the file. */
    Interaction next() {
        try {
            while (csv.next()) {
                try {
                    Interaction row = parse(csv.row());
                    rows++;
                    return row;
                } catch (IllegalArgumentException e) {
                    refuse(e.getMessage());
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("events file: reading failed after line " + csv.line(), e);
        }
    }

    private Interaction parse(String[] fields) {
        boolean converted = switch (fields[4]) {
            case "1" -> true;
            case "0" -> false;
            default -> throw new IllegalArgumentException("converted must be 0 or 1, not " + CsvFile.brief(fields[4]));
        };
        return new Interaction(
                csv.line(),
                time(fields[0]),
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
            throw new IllegalArgumentException("epoch_seconds must be a whole number, not " + CsvFile.brief(text), e);
        }
        if (seconds < 0 || seconds > notAfterMillis / MILLIS) {
            throw new IllegalArgumentException("epoch_seconds must be within 0 and now, not " + seconds);
        }
        return seconds * MILLIS;
    }

    private static String name(String field, String value) {
        if (value.isEmpty() || value.length() > MAX_FIELD || value.indexOf('\uFFFD') >= 0) {
            throw new IllegalArgumentException(
                    field + " must have 1 to " + MAX_FIELD + " characters of valid UTF-8, not " + CsvFile.brief(value));
        }
        return value;
    }

    private void refuse(String why) {
        malformed++;
        if (malformed <= REPORTED_ROWS) {
            problems.accept("line " + csv.line() + ": " + why);
        } else if (malformed == REPORTED_ROWS + 1) {
            problems.accept("more malformed rows follow: they are counted, not shown");
        }
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
        csv.close();
    }
}
