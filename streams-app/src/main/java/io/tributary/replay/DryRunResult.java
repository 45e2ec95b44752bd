package io.tributary.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a {@link DryRun} found.
 *
 * @param programmes both sides by programme; a side is null where it has no such programme
 * @param giniBefore of the exposures of all merchants
 * @param changes merchants whose exposures or support differ, the greatest gain first
 */
public record DryRunResult(
        Quality quality, Map<String, Sides> programmes, double giniBefore, double giniAfter, List<Change> changes) {

    /**
     * How far it can be relied on.
     *
     * @param records taken
     * @param refused of these, since they cannot be used
     * @param reproduced share of the boosted impressions that are boosted again under the rules in force
     * @param response how much more often an item is seen, relative, for each 1 that its multiplier is above 1
     */
    public record Quality(long records, long refused, double reproduced, double response) {}

    /** A programme under the rules in force and under the others. */
    public record Sides(Figures before, Figures after) {}

    /**
     * A programme's sums over all periods that the span has a part of.
     *
     * @param granted exposures
     * @param supported exposures charged: the cost
     * @param members grants: merchants times periods
     * @param floorsReached of these, whose merchant was charged the floor at least
     * @param gini of supported exposures over members
     * @param loss of shoppers, in the programme's relevanceUnit
     * @param lossPerExposure the same for each exposure of any merchant
     */
    public record Figures(
            int version,
            long granted,
            long supported,
            long members,
            long floorsReached,
            double gini,
            double loss,
            double lossPerExposure) {}

    /** A merchant's exposures, and of these the supported ones. */
    public record Change(
            String merchantId, long exposuresBefore, long exposuresAfter, long supportedBefore, long supportedAfter) {
        /** Exposures more than before. */
        public long gain() {
            return exposuresAfter - exposuresBefore;
        }

        boolean isNone() {
            return gain() == 0 && supportedAfter == supportedBefore;
        }
    }

    static DryRunResult of(Quality quality, DryRunOutcome before, DryRunOutcome after) {
        Map<String, Figures> was = before.figures();
        Map<String, Figures> would = after.figures();
        Set<String> ids = new TreeSet<>(was.keySet());
        ids.addAll(would.keySet());
        Map<String, Sides> programmes = new TreeMap<>();
        ids.forEach(id -> programmes.put(id, new Sides(was.get(id), would.get(id))));
        return new DryRunResult(
                quality,
                programmes,
                DryRunOutcome.gini(before.exposures().values()),
                DryRunOutcome.gini(after.exposures().values()),
                changes(before, after));
    }

    private static List<Change> changes(DryRunOutcome before, DryRunOutcome after) {
        Set<String> merchants = new TreeSet<>(before.exposures().keySet());
        merchants.addAll(after.exposures().keySet());
        merchants.addAll(before.supported().keySet());
        merchants.addAll(after.supported().keySet());
        List<Change> changes = new ArrayList<>();
        for (String id : merchants) {
            Change change = new Change(
                    id,
                    before.exposures().getOrDefault(id, 0L),
                    after.exposures().getOrDefault(id, 0L),
                    before.supported().getOrDefault(id, 0L),
                    after.supported().getOrDefault(id, 0L));
            if (!change.isNone()) {
                changes.add(change);
            }
        }
        changes.sort(Comparator.comparingLong(Change::gain)
                .thenComparingLong(change -> change.supportedAfter() - change.supportedBefore())
                .reversed()
                .thenComparing(Change::merchantId));
        return changes;
    }
}
