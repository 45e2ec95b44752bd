package io.tributary.chaos;

import io.tributary.chaos.AlertExpectations.Expected;
import io.tributary.chaos.FaultPlan.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What alerts said of a run, and whether that was right. An alert that begins to fire belongs to the fault that was last inflicted, or to
 * one before that was healed so short a time ago that rules still see it in their windows.
 *
 * @param watched whether a Prometheus was there to see
 * @param faults those inflicted, in order
 * @param firings every time an alert fired
 * @param others the largest share of the processors that was seen to be taken by what is none of the run, 0 to 1
 */
record AlertReport(boolean watched, List<Inflicted> faults, List<Firing> firings, double others) {
    /** A machine of which others take more than that is slow by itself. */
    static final double BUSY = 0.25;

    /** Rules look back ten minutes at most, which are forty seconds here; then they have to be evaluated. */
    static final long LINGERS_MILLIS = 40_000 + 5_000;
    /** From what happens until it is scraped, evaluated and seen. */
    static final long SEEN_MILLIS = 5_000;

    /**
     * One fault.
     *
     * @param what which part was broken
     * @param begin when, epoch milliseconds
     * @param recovered when all was well again, epoch milliseconds
     * @param lasted from the begin to the healing, milliseconds
     */
    record Inflicted(Step step, String what, long begin, long recovered, long lasted) {
        private Expected expected() {
            return AlertExpectations.of(step);
        }

        private boolean sees(Firing firing) {
            return firing.from() <= recovered + SEEN_MILLIS && firing.until() >= begin;
        }

        private boolean explains(Firing firing) {
            return firing.from() >= begin
                    && firing.from() <= recovered + LINGERS_MILLIS
                    && expected().allows(firing.alert());
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "fault %d, %s of %s, %.1f s",
                    step.number(),
                    step.fault().label(),
                    what,
                    lasted / 1e3);
        }
    }

    AlertReport {
        faults = List.copyOf(faults);
        firings = List.copyOf(firings);
    }

    static AlertReport unwatched() {
        return new AlertReport(false, List.of(), List.of(), 0);
    }

    /** What began to fire in the time of a fault, and is not the traffic's. */
    Set<String> raisedBy(Inflicted fault) {
        return firings.stream()
                .filter(firing -> fault.equals(lastBefore(firing)))
                .filter(firing -> !AlertExpectations.OF_TRAFFIC.contains(firing.alert()))
                .map(Firing::alert)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Inflicted lastBefore(Firing firing) {
        Inflicted last = null;
        for (Inflicted fault : faults) {
            last = fault.begin <= firing.from() ? fault : last;
        }
        return last;
    }

    /** What fired though nothing was broken that explains it, and what did not though it should have; empty when all is right. */
    List<String> wrong() {
        List<String> wrong = new ArrayList<>();
        for (Firing firing : firings) {
            boolean explained = AlertExpectations.OF_TRAFFIC.contains(firing.alert())
                    || faults.stream().anyMatch(fault -> fault.explains(firing));
            if (!explained) {
                wrong.add(firing + " fired for nothing, " + when(firing));
            }
        }
        for (Inflicted fault : faults) {
            for (String alert : fault.expected().after(fault.lasted)) {
                if (firings.stream().noneMatch(firing -> firing.alert().equals(alert) && fault.sees(firing))) {
                    wrong.add(alert + " did not fire: " + fault);
                }
            }
        }
        return wrong;
    }

    private String when(Firing firing) {
        Inflicted last = lastBefore(firing);
        return last == null
                ? "in the calm before the first fault"
                : String.format(Locale.ROOT, "%.0f s into %s", (firing.from() - last.begin) / 1e3, last);
    }

    /** @throws AssertionError when an alert was wrong, and this machine was not too busy to tell */
    void check() {
        List<String> wrong = wrong();
        if (!wrong.isEmpty() && others <= BUSY) {
            throw new AssertionError("alerts: " + String.join("\n  ", wrong));
        }
    }

    /** How often each kind of fault raised which alert. */
    Map<String, Map<String, Long>> byKind() {
        Map<Fault, Map<String, Long>> kinds = new TreeMap<>();
        for (Inflicted fault : faults) {
            Map<String, Long> raised = kinds.computeIfAbsent(fault.step.fault(), kind -> new TreeMap<>());
            raisedBy(fault).forEach(alert -> raised.merge(alert, 1L, Long::sum));
        }
        Map<String, Map<String, Long>> byLabel = new LinkedHashMap<>();
        kinds.forEach((kind, raised) -> byLabel.put(kind.label(), raised));
        return byLabel;
    }

    /** For people, in lines; none when nobody watched. */
    List<String> table() {
        List<String> lines = new ArrayList<>();
        if (!watched) {
            return lines;
        }
        lines.add("alerts, with the rules of deploy/prometheus and all times a " + ShortRules.FACTOR + "th");
        lines.add(line(
                "by the traffic",
                firings.stream()
                        .filter(firing -> AlertExpectations.OF_TRAFFIC.contains(firing.alert()))
                        .collect(Collectors.groupingBy(Firing::alert, TreeMap::new, Collectors.counting()))));
        lines.add(line(
                "before any fault",
                firings.stream()
                        .filter(firing -> Objects.isNull(lastBefore(firing)))
                        .filter(firing -> !AlertExpectations.OF_TRAFFIC.contains(firing.alert()))
                        .collect(Collectors.groupingBy(Firing::alert, TreeMap::new, Collectors.counting()))));
        byKind().forEach((kind, raised) -> lines.add(line(kind, raised)));
        if (others > BUSY) {
            lines.add(String.format(
                    Locale.ROOT,
                    "not judged: others took %.0f %% of this machine's processors for a while",
                    100 * others));
            lines.addAll(wrong());
        }
        return lines;
    }

    private static String line(String what, Map<String, Long> raised) {
        String alerts = raised.entrySet().stream()
                .map(alert -> alert.getKey() + " " + alert.getValue())
                .collect(Collectors.joining(", "));
        return String.format(Locale.ROOT, "%-18s %s", what, alerts.isEmpty() ? "none" : alerts);
    }
}
