package io.tributary.chaos;

import io.tributary.chaos.FaultPlan.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** What a run has shown, for people and for machines. Times are seconds, with the middle one and the longest of each kind. */
final class ChaosReport {
    private ChaosReport() {}

    /** One fault in a line. */
    static String line(Episode episode) {
        Step step = episode.step();
        return String.format(
                Locale.ROOT,
                "%4d  %-18s %-28s for %4.1f s; takeover %7s, recovery %5.1f s",
                step.number(),
                step.fault().label(),
                episode.what(),
                step.millis() / 1e3,
                episode.isTakenOver() ? String.format(Locale.ROOT, "%5.1f s", episode.takeoverMillis() / 1e3) : "-",
                episode.recoveryMillis() / 1e3);
    }

    /** A table with a line for each kind of fault. */
    static List<String> table(ChaosResult result) {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT,
                "%-18s %6s   %-23s %-23s",
                "fault",
                "times",
                "takeover s: mid, max",
                "recovery s: mid, max"));
        byKind(result).forEach((kind, episodes) -> {
            Times takeover = times(takenOver(episodes), Episode::takeoverMillis);
            Times recovery = times(episodes, Episode::recoveryMillis);
            lines.add(String.format(
                    Locale.ROOT,
                    "%-18s %6d   %8s %8s        %8s %8s",
                    kind.label(),
                    episodes.size(),
                    text(takeover.median),
                    text(takeover.longest),
                    text(recovery.median),
                    text(recovery.longest)));
        });
        lines.add(String.format(
                Locale.ROOT,
                "%d faults, seed %d; instances that ended by themselves and were started again: %d",
                result.episodes().size(),
                result.seed(),
                result.endedByThemselves()));
        lines.addAll(result.alerts().table());
        lines.add("nothing lost, nothing doubled. " + result.compared());
        return lines;
    }

    /** The same for machines: what Jackson writes as an object. */
    static Map<String, Object> json(ChaosResult result) {
        Map<String, Object> kinds = new LinkedHashMap<>();
        byKind(result).forEach((kind, episodes) -> {
            Times takeover = times(takenOver(episodes), Episode::takeoverMillis);
            Times recovery = times(episodes, Episode::recoveryMillis);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("times", episodes.size());
            one.put("takeoverSecondsMedian", takeover.median);
            one.put("takeoverSecondsMax", takeover.longest);
            one.put("recoverySecondsMedian", recovery.median);
            one.put("recoverySecondsMax", recovery.longest);
            kinds.put(kind.label(), one);
        });
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("faults", result.episodes().size());
        all.put("seed", result.seed());
        all.put("endedByThemselves", result.endedByThemselves());
        all.put("compared", result.compared());
        all.put("kinds", kinds);
        if (result.alerts().watched()) {
            all.put("alerts", result.alerts().byKind());
        }
        return all;
    }

    private static Map<Fault, List<Episode>> byKind(ChaosResult result) {
        Map<Fault, List<Episode>> kinds = new TreeMap<>();
        result.episodes()
                .forEach(episode -> kinds.computeIfAbsent(episode.step().fault(), kind -> new ArrayList<>())
                        .add(episode));
        return kinds;
    }

    private static List<Episode> takenOver(List<Episode> episodes) {
        return episodes.stream().filter(Episode::isTakenOver).toList();
    }

    private static String text(Double seconds) {
        return seconds == null ? "-" : String.format(Locale.ROOT, "%.1f", seconds);
    }

    /** Seconds; null where there are none. */
    private record Times(Double median, Double longest) {}

    private static Times times(List<Episode> episodes, ToLongFunction<Episode> millis) {
        long[] sorted = episodes.stream().mapToLong(millis).sorted().toArray();
        if (sorted.length == 0) {
            return new Times(null, null);
        }
        return new Times(sorted[sorted.length / 2] / 1e3, sorted[sorted.length - 1] / 1e3);
    }
}
