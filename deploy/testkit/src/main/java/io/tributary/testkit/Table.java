package io.tributary.testkit;

import java.util.ArrayList;
import java.util.List;

/** Aligns text in columns: the first to the left, the others to the right. */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    public Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    public List<String> lines() {
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int c = 0; c < row.size(); c++) {
                widths[c] = Math.max(widths[c], row.get(c).length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int c = 0; c < row.size(); c++) {
            String padding = " ".repeat(widths[c] - row.get(c).length());
            line.append(c == 0 ? row.get(c) + padding : GAP + padding + row.get(c));
        }
        return line.toString().stripTrailing();
    }
}
