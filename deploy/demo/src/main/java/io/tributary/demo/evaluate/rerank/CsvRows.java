package io.tributary.demo.evaluate.rerank;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Rows of a CSV file without quoting, plain or, when its name ends with .gz, compressed. */
final class CsvRows {
    private static final String GZIP = ".gz";
    private static final int BUFFER = 1 << 16;

    private CsvRows() {}

    /**
     * Hands over each row's fields, stripped; blank lines hold no row.
     *
     * @param what the file's role, for messages
     * @param header the first line, names separated by commas
     * @param row refuses a row with an IllegalArgumentException, which is passed on with file and line number
     */
    static void read(String what, Path file, String header, Consumer<String[]> row) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(what + " file " + file + " does not exist or is not a file");
        }
        try (BufferedReader lines = open(file)) {
            read(what + " file " + file, lines, header, row);
        } catch (IOException e) {
            throw new IllegalArgumentException(what + " file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void read(String where, BufferedReader lines, String header, Consumer<String[]> row)
            throws IOException {
        requireHeader(where, header, lines.readLine());
        int fields = header.split(",", -1).length;
        long number = 1;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (!line.isBlank()) {
                accept(where + ", line " + number + ": ", line, fields, header, row);
            }
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(GZIP) ? new GZIPInputStream(bytes, BUFFER) : bytes;
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8), BUFFER);
    }

    private static void requireHeader(String where, String header, String first) {
        String found = first == null ? "" : first.strip().replace("\uFEFF", "");
        if (!found.equals(header)) {
            throw new IllegalArgumentException(
                    where + " must begin with the line \"" + header + "\", not " + brief(found));
        }
    }

    private static void accept(String where, String line, int fields, String header, Consumer<String[]> row) {
        String[] values = line.split(",", -1);
        if (values.length != fields) {
            throw new IllegalArgumentException(where + "expected " + fields + " fields (" + header + "), found "
                    + values.length + ": " + brief(line));
        }
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i].strip();
            if (values[i].isEmpty()) {
                throw new IllegalArgumentException(where + "a field is empty (" + header + "): " + brief(line));
            }
        }
        try {
            row.accept(values);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(where + e.getMessage(), e);
        }
    }

    private static String brief(String text) {
        return '"' + (text.length() > 60 ? text.substring(0, 60) + "..." : text) + '"';
    }
}
