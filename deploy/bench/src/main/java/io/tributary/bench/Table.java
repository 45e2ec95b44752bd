package io.tributary.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Figures for people.
 *
 * @param title one line, with units
 * @param header one name a column
 * @param rows as many cells each as the header
 */
public record Table(String title, List<String> header, List<List<String>> rows) {
    public Table {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException(title + ": " + row + " must have " + header.size() + " cells");
            }
        }
    }

    /** For a terminal: the title, then columns aligned, the first to the left, the others to the right. */
    public List<String> lines() {
        var aligned = new io.tributary.testkit.Table().row(header.toArray(String[]::new));
        rows.forEach(row -> aligned.row(row.toArray(String[]::new)));
        List<String> lines = new ArrayList<>(List.of(title));
        lines.addAll(aligned.lines());
        return lines;
    }

    /** For RESULTS.md. */
    public List<String> markdown() {
        List<String> lines = new ArrayList<>(List.of(title, "", row(header)));
        lines.add("|---" + "|---:".repeat(header.size() - 1) + "|");
        rows.forEach(row -> lines.add(row(row)));
        return lines;
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }
}
