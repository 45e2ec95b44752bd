package io.tributary.demo.evaluate.pacing;

import io.tributary.demo.evaluate.pacing.PacingSettings.Shock;
import io.tributary.demo.view.Figures;
import io.tributary.testkit.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The result as people read it. */
final class PacingText {
    private PacingText() {}

    static List<String> lines(PacingSettings settings, PacingEvaluation evaluation, List<PacingRow> rows) {
        List<String> lines = new ArrayList<>();
        DayStream today = evaluation.today();
        lines.add(String.format(
                Locale.ROOT,
                "seed %d: %,d requests, each with %.1f merchants eligible and %.1f with an item to show; %d merchants",
                settings.seed(),
                today.requests(),
                today.eligiblePerRequest(),
                today.candidatesPerRequest(),
                settings.merchants()));
        Table table = new Table()
                .row("method", "delivered", "over", "under", "worst over", "value", "of bound", "smoothness");
        for (PacingRow row : rows) {
            table.row(
                    row.method(),
                    percent(row.delivered()),
                    percent(row.over()),
                    percent(row.under()),
                    Figures.percent(row.worstOver()),
                    Figures.count(row.value()),
                    Figures.percent(Figures.ratio(row.value(), row.bound())),
                    Figures.decimal(row.smoothness()));
        }
        lines.addAll(table.lines());
        if (settings.shock() != Shock.NONE) {
            lines.add("floors (half of a budget) missed with supply for them: "
                    + evaluation.ours().floorsMissed());
        }
        if (settings.shock() == Shock.SUPPLY) {
            lines.addAll(passedOn(evaluation.passingOn()));
        }
        return lines;
    }

    private static List<String> passedOn(PassingOn passing) {
        return List.of(
                String.format(
                        Locale.ROOT,
                        "supply ended at noon for grants of %,.0f exposures more: the others were granted %,.0f more within %d"
                                + " beats (a thousandth of the day each), %,.0f by the end",
                        passing.unusable(),
                        passing.passedOnSoon(),
                        PassingOn.SOON,
                        passing.passedOn()),
                String.format(
                        Locale.ROOT,
                        "of what was found to be free, the others had all but at most %,.0f exposures %d beats later;"
                                + " a merchant that is seldom on offer is found out later",
                        passing.mostLeft(),
                        PassingOn.SOON));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.3f %%", share * 100);
    }
}
