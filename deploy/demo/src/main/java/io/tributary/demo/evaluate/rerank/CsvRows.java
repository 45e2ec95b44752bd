package io.tributary.demo.evaluate.rerank;

import io.tributary.demo.CsvFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Rows of a CSV file without empty fields; the first row that is refused ends the reading. */
final class CsvRows {
    private CsvRows() {}

    /**
     * Hands over each row's fields.
     *
     * @param what the file's role, for messages
     * @param header the first line, names separated by commas
     * @param row refuses a row with an IllegalArgumentException, which is passed on with file and line number
     */
    static void read(String what, Path file, String header, Consumer<String[]> row) {
        try (CsvFile csv = CsvFile.open(what, file, header)) {
            while (csv.next()) {
                accept(csv, header, row);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(what + " file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static void accept(CsvFile csv, String header, Consumer<String[]> row) {
        try {
            String[] fields = csv.row();
            for (String field : fields) {
                if (field.isEmpty()) {
                    throw new IllegalArgumentException(
                            "a field is empty (" + header + "): " + CsvFile.brief(String.join(",", fields)));
                }
            }
            row.accept(fields);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(csv.name() + ", line " + csv.line() + ": " + e.getMessage(), e);
        }
    }
}
