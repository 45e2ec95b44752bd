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
    private static final String GAP = "  ";

    public Table {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
        for (List<String> row : rows) {
            if (row.size() != header.size()) {
                throw new IllegalArgumentException(title + ": " + row + " must have " + header.size() + " cells");
            }
        }
    }

    /** For a terminal: columns aligned, the first to the left, the others to the right. */
    public List<String> lines() {
        List<List<String>> all = new ArrayList<>(List.of(header));
        all.addAll(rows);
        int[] widths = new int[header.size()];
        for (List<String> row : all) {
            for (int c = 0; c < widths.length; c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        List<String> lines = new ArrayList<>(List.of(title));
        all.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < widths.length; c++) {
            String padding = " ".repeat(widths[c] - row.get(c).length());
            line.append(c == 0 ? row.get(c) + padding : GAP + padding + row.get(c));
        }
        return line.toString().stripTrailing();
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
