package io.tributary.domain.merchant;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;
import java.util.function.ToLongFunction;

/** What a task has done since its state began; each only rises. */
public final class Counters {
    public long impressions;
    public long exposures;
    public long orders;
    public long refunds;
    public long duplicates;
    public long late;
    public long charged;
    public long directives;
    public long merchants;
    /** Exposures that name a directive which is none of the merchant's live ones. */
    public long unknownDirectives;
    /** Refunds that came before their payment, or when it was forgotten. */
    public long unmatched;
    /** Order lines whose refund does not fit their payment: another currency, or more than was paid. */
    public long mismatched;
    /** Charged exposures that did not say their cost in the unit of their programme's relevance budget. */
    public long unmeasured;
    /** Charged exposures whose loss of relevance was counted in part. */
    public long lossesCut;
    /** Profiles that were older than the one known. */
    public long staleProfiles;
    /** Events of merchants, see {@link ReportedEvent}, without repeated ones. */
    public long merchantEvents;
    /** Exposures that served a directive whose scope their item is not known to be in. */
    public long outOfScope;
    /** Appeals and complaints opened. */
    public long casesOpened;
    /** Those that were decided. */
    public long casesClosed;
    /** Those that were open when they were due. */
    public long casesOverdue;
    /** Those that were decided after they were due. */
    public long casesClosedLate;
    /** Verdicts of invalid traffic that were counted. */
    public long verdicts;
    /** Those about an impression like which none is counted. */
    public long unmatchedVerdicts;
    /** Charged exposures that became invalid when the period of their grant was not known any more. */
    public long uncredited;
    /** Verdicts and refunds that came when the windows that they restate were beyond the correction horizon. */
    public long beyondHorizon;
    /** Exposures and changes of order lines that could not be counted by bucket. */
    public long beyondExperiment;

    /** All of them by their names in the state: a counter that is not in here is not kept. */
    private static final List<Counter> ALL = List.of(
            new Counter("impressions", c -> c.impressions, (c, v) -> c.impressions = v),
            new Counter("exposures", c -> c.exposures, (c, v) -> c.exposures = v),
            new Counter("orders", c -> c.orders, (c, v) -> c.orders = v),
            new Counter("refunds", c -> c.refunds, (c, v) -> c.refunds = v),
            new Counter("duplicates", c -> c.duplicates, (c, v) -> c.duplicates = v),
            new Counter("late", c -> c.late, (c, v) -> c.late = v),
            new Counter("charged", c -> c.charged, (c, v) -> c.charged = v),
            new Counter("directives", c -> c.directives, (c, v) -> c.directives = v),
            new Counter("merchants", c -> c.merchants, (c, v) -> c.merchants = v),
            new Counter("unknownDirectives", c -> c.unknownDirectives, (c, v) -> c.unknownDirectives = v),
            new Counter("unmatched", c -> c.unmatched, (c, v) -> c.unmatched = v),
            new Counter("mismatched", c -> c.mismatched, (c, v) -> c.mismatched = v),
            new Counter("unmeasured", c -> c.unmeasured, (c, v) -> c.unmeasured = v),
            new Counter("lossesCut", c -> c.lossesCut, (c, v) -> c.lossesCut = v),
            new Counter("staleProfiles", c -> c.staleProfiles, (c, v) -> c.staleProfiles = v),
            new Counter("merchantEvents", c -> c.merchantEvents, (c, v) -> c.merchantEvents = v),
            new Counter("outOfScope", c -> c.outOfScope, (c, v) -> c.outOfScope = v),
            new Counter("casesOpened", c -> c.casesOpened, (c, v) -> c.casesOpened = v),
            new Counter("casesClosed", c -> c.casesClosed, (c, v) -> c.casesClosed = v),
            new Counter("casesOverdue", c -> c.casesOverdue, (c, v) -> c.casesOverdue = v),
            new Counter("casesClosedLate", c -> c.casesClosedLate, (c, v) -> c.casesClosedLate = v),
            new Counter("verdicts", c -> c.verdicts, (c, v) -> c.verdicts = v),
            new Counter("unmatchedVerdicts", c -> c.unmatchedVerdicts, (c, v) -> c.unmatchedVerdicts = v),
            new Counter("uncredited", c -> c.uncredited, (c, v) -> c.uncredited = v),
            new Counter("beyondHorizon", c -> c.beyondHorizon, (c, v) -> c.beyondHorizon = v),
            new Counter("beyondExperiment", c -> c.beyondExperiment, (c, v) -> c.beyondExperiment = v));

    private record Counter(String name, ToLongFunction<Counters> get, ObjLongConsumer<Counters> set) {}

    /** What they are, by name. */
    public Map<String, Long> byName() {
        Map<String, Long> values = new LinkedHashMap<>();
        ALL.forEach(each -> values.put(each.name, each.get.applyAsLong(this)));
        return values;
    }

    /** Takes back what {@link #byName} gave; one that is not named is 0. */
    static Counters of(Map<String, Long> values) {
        Counters counters = new Counters();
        ALL.forEach(each -> each.set.accept(counters, values.getOrDefault(each.name, 0L)));
        return counters;
    }
}
