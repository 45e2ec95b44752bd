package io.tributary.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * Reads a CSV file (RFC 4180, but that a row is a line) row by row, plain or, when its name ends with .gz, compressed. Fields are
 * stripped and may be quoted; blank lines hold no row. Each line is parsed for itself, so that a stray quote spoils its own row and not the
 * rest of the file; a byte that is no UTF-8 becomes U+FFFD for the same reason.
 */
public final class CsvFile implements AutoCloseable {
    private static final String GZIP = ".gz";
    private static final int BUFFER = 1 << 16;
    private static final int BRIEF = 60;
    private static final String BYTE_ORDER_MARK = "\uFEFF";
    private static final ObjectReader ROW =
            new CsvMapper().readerFor(String[].class).with(CsvParser.Feature.TRIM_SPACES);

    private final String name;
    private final BufferedReader lines;
    private String header;
    private int fields;
    private String text;
    private long line;

    private CsvFile(String name, BufferedReader lines) {
        this.name = name;
        this.lines = lines;
    }

    /**
     * Opens a file that begins with one of the headers.
     *
     * @param what the file's role, for messages
     * @param headers what the first line may be: names separated by commas
     * @throws IllegalArgumentException when it cannot be read or does not begin so
     */
    public static CsvFile open(String what, Path file, String... headers) {
        String name = what + " file " + file;
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(name + " does not exist or is not a file");
        }
        BufferedReader lines = null;
        try {
            lines = lines(file);
            CsvFile csv = new CsvFile(name, lines);
            csv.requireHeader(List.of(headers));
            return csv;
        } catch (IOException e) {
            close(lines);
            throw new IllegalArgumentException(name + " cannot be read: " + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            close(lines);
            throw e;
        }
    }

    private static BufferedReader lines(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        try {
            InputStream plain = file.toString().endsWith(GZIP) ? new GZIPInputStream(bytes, BUFFER) : bytes;
            return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), BUFFER);
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    private void requireHeader(List<String> known) throws IOException {
        advance();
        String first = text == null ? "" : text.strip().replace(BYTE_ORDER_MARK, "");
        header = unquoted(first);
        if (!known.contains(header)) {
            String must = "must begin with the line \"" + String.join("\" or \"", known) + '"';
            throw new IllegalArgumentException(
                    name + (text == null ? " is empty: it " + must : " " + must + ", not " + brief(first)));
        }
        fields = header.split(",", -1).length;
    }

    private static String unquoted(String header) {
        try {
            String[] names = ROW.readValue(header);
            return names == null ? header : String.join(",", names);
        } catch (JsonProcessingException e) {
            // It is none of the headers that are known, and is named as it is.
            return header;
        }
    }

    /**
     * Goes to the next line that is not blank.
     *
     * @return false at the end of the file
     * @throws IOException when the file cannot be read on
     */
    public boolean next() throws IOException {
        advance();
        while (text != null && text.isBlank()) {
            advance();
        }
        return text != null;
    }

    private void advance() throws IOException {
        text = lines.readLine();
        line += text == null ? 0 : 1;
    }

    /**
     * The fields of the line that {@link #next} went to, as many as the header names.
     *
     * @throws IllegalArgumentException when it has others, or is no CSV
     */
    public String[] row() {
        String[] row;
        try {
            row = ROW.readValue(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is no CSV (" + e.getOriginalMessage() + "): " + brief(text), e);
        }
        if (row.length != fields) {
            throw new IllegalArgumentException(
                    "expected " + fields + " fields (" + header + "), found " + row.length + ": " + brief(text));
        }
        return row;
    }

    /** The first line. */
    public String header() {
        return header;
    }

    /** Number of the line that was read last; the header is line 1. */
    public long line() {
        return line;
    }

    /** What it is called in messages. */
    public String name() {
        return name;
    }

    /** A text for messages, on one line, cut where it is long. */
    public static String brief(String text) {
        String brief = text.length() > BRIEF ? text.substring(0, BRIEF) + "..." : text;
        return '"' + brief.replaceAll("\\p{Cntrl}", "?") + '"';
    }

    private static void close(BufferedReader lines) {
        if (lines != null) {
            try {
                lines.close();
            } catch (IOException e) {
                // It is given up for a reason that says more.
            }
        }
    }

    @Override
    public void close() throws IOException {
        lines.close();
    }
}
