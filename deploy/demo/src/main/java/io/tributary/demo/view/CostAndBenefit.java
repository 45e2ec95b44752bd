package io.tributary.demo.view;

import io.tributary.analytics.report.Report;
import io.tributary.analytics.report.ReportLanguage;
import io.tributary.analytics.report.page.ValueText;
import io.tributary.testkit.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What support cost and what it brought, as a manager reads it: a line for each figure, a column for each programme. */
public final class CostAndBenefit {
    private static final ValueText TEXT = new ValueText(ReportLanguage.EN);

    /** Figures of reports, by chapter and id. */
    private static final Map<String, String> LINES = lines();

    private CostAndBenefit() {}

    private static Map<String, String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("delivery/spent", "exposures delivered");
        lines.put("delivery/merchants", "merchants with a grant");
        lines.put("effect/brought-EXPOSURES", "brought: exposures");
        lines.put("effect/brought-NET_ORDERS", "brought: net orders");
        lines.put("effect/brought-NET_SALESCNY", "brought: net sales, CNY");
        lines.put("cost/othersNetOrders", "others, in no programme: net orders");
        lines.put("cost/allNetOrders", "all merchants: net orders");
        lines.put("cost/relevanceLoss", "relevance lost per exposure");
        lines.put("cost/relevanceOfBudget", "of the budget for it");
        return lines;
    }

    public static List<String> lines(List<Report> reports) {
        Table table =
                new Table().row(row("", reports, report -> report.subject().programmeId()));
        LINES.forEach((figure, name) -> {
            String[] place = figure.split("/");
            table.row(row(name, reports, report -> TEXT.of(report.figure(place[0], place[1]))));
        });
        return table.lines();
    }

    private static String[] row(String name, List<Report> reports, Function<Report, String> cell) {
        List<String> cells = new ArrayList<>(List.of(name));
        reports.forEach(each -> cells.add(cell.apply(each)));
        return cells.toArray(String[]::new);
    }
}
