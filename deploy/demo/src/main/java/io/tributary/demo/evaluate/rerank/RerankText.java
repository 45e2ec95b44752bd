package io.tributary.demo.evaluate.rerank;

import io.tributary.demo.view.Figures;
import io.tributary.testkit.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The result as people read it. */
final class RerankText {
    private RerankText() {}

    static List<String> lines(ScoreMatrix matrix, List<RerankRow> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(Figures.count(matrix.requests().size()) + " requests, " + Figures.count(matrix.candidates())
                + " candidates, " + matrix.providerCount() + " providers");
        Table table = new Table()
                .row("method", "k", "NDCG", "u_loss", "MinMaxRatio", "MMF", "GINI", "Entropy", "EF", "ns/decision");
        int k = rows.isEmpty() ? 0 : rows.get(0).k();
        for (RerankRow row : rows) {
            if (row.k() != k) {
                table.row("");
                k = row.k();
            }
            table.row(
                    row.method(),
                    String.valueOf(row.k()),
                    number(row.ndcg(), 4),
                    number(row.uLoss(), 5),
                    number(row.minMaxRatio(), 4),
                    number(row.mmf(), 4),
                    number(row.gini(), 4),
                    number(row.entropy(), 4),
                    number(row.ef(), 4),
                    Double.isNaN(row.nanosPerDecision()) ? "-" : Figures.count(row.nanosPerDecision()));
        }
        lines.addAll(table.lines());
        lines.add(
                "Published methods: at their best within the budget, found with hindsight; tributary, service: one replay, as it comes.");
        lines.add(
                "service: the allocation policy that the service runs; tributary: a study with the service's measure of need.");
        lines.add("bound: no method can share more evenly (MMF) at that loss.");
        return lines;
    }

    private static String number(double value, int decimals) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
