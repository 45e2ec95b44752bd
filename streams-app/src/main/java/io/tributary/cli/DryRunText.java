package io.tributary.cli;

import io.tributary.replay.DryRunResult;
import io.tributary.replay.DryRunResult.Change;
import io.tributary.replay.DryRunResult.Figures;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a dry run found, for people and for machines. */
final class DryRunText {
    private static final double WELL_REPRODUCED = 0.8;

    private DryRunText() {}

    static List<String> lines(DryRunResult result, int top) {
        List<String> lines = new ArrayList<>();
        result.programmes().forEach((id, sides) -> {
            lines.add(id + ": " + version(sides.before()) + " -> " + version(sides.after()));
            Figures before = or(sides.before());
            Figures after = or(sides.after());
            lines.add("  cost, exposures     " + pair(before.supported(), after.supported()));
            lines.add("  granted             " + pair(before.granted(), after.granted()));
            lines.add("  grants              " + pair(before.members(), after.members()));
            lines.add("  floors reached      " + pair(before.floorsReached(), after.floorsReached()));
            lines.add("  Gini of support     " + pair(before.gini(), after.gini()));
            lines.add("  buyers’ loss        " + pair(before.loss(), after.loss()));
            lines.add("  for each exposure   " + pair(before.lossPerExposure(), after.lossPerExposure()));
        });
        lines.add("all merchants: Gini of exposures " + pair(result.giniBefore(), result.giniAfter()));
        add(lines, "winners", winners(result, top));
        add(lines, "losers", losers(result, top));
        DryRunResult.Quality quality = result.quality();
        lines.add(String.format(
                Locale.ROOT,
                "%d records, %d refused; %.1f %% of boosted impressions reproduced; an item is seen %.2f times as often more for"
                        + " each 1 of its multiplier above 1",
                quality.records(),
                quality.refused(),
                100 * quality.reproduced(),
                quality.response()));
        if (quality.reproduced() < WELL_REPRODUCED) {
            lines.add(
                    "The rules in force now did not boost as the record has it: they may have been others then, or --since is too"
                            + " late to warm up.");
        }
        return lines;
    }

    private static void add(List<String> lines, String title, List<Change> changes) {
        lines.add(title + (changes.isEmpty() ? ": none" : ": exposures, of these supported"));
        changes.forEach(each -> lines.add("  " + each.merchantId() + ": "
                + pair(each.exposuresBefore(), each.exposuresAfter()) + ", "
                + pair(each.supportedBefore(), each.supportedAfter())));
    }

    static List<Change> winners(DryRunResult result, int top) {
        return result.changes().stream()
                .filter(each -> each.gain() > 0)
                .limit(top)
                .toList();
    }

    static List<Change> losers(DryRunResult result, int top) {
        List<Change> reversed = new ArrayList<>(result.changes());
        Collections.reverse(reversed);
        return reversed.stream().filter(each -> each.gain() < 0).limit(top).toList();
    }

    private static Figures or(Figures figures) {
        return figures == null ? new Figures(0, 0, 0, 0, 0, 0, 0, 0) : figures;
    }

    private static String version(Figures figures) {
        return figures == null ? "none" : "v" + figures.version();
    }

    private static String pair(long before, long after) {
        return before + " -> " + after;
    }

    private static String pair(double before, double after) {
        return String.format(Locale.ROOT, "%.5f -> %.5f", before, after);
    }

    static Map<String, Object> object(DryRunResult result, int top) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("programmes", result.programmes());
        object.put("giniBefore", result.giniBefore());
        object.put("giniAfter", result.giniAfter());
        object.put("winners", winners(result, top));
        object.put("losers", losers(result, top));
        object.put("quality", result.quality());
        return object;
    }
}
