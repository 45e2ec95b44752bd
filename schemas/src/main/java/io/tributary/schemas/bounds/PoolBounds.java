package io.tributary.schemas.bounds;

import static io.tributary.schemas.bounds.Bounds.COUNT;
import static io.tributary.schemas.bounds.Bounds.DIGEST;
import static io.tributary.schemas.bounds.Bounds.EXPOSURES;
import static io.tributary.schemas.bounds.Bounds.JOINED;
import static io.tributary.schemas.bounds.Bounds.MERCHANT_ID;
import static io.tributary.schemas.bounds.Bounds.MOST_COUNT;
import static io.tributary.schemas.bounds.Bounds.NET;
import static io.tributary.schemas.bounds.Bounds.NUMBER;
import static io.tributary.schemas.bounds.Bounds.PROGRAMME_ID;
import static io.tributary.schemas.bounds.Bounds.RECORD;
import static io.tributary.schemas.bounds.Bounds.SCOPE;
import static io.tributary.schemas.bounds.Bounds.SHARE;
import static io.tributary.schemas.bounds.Bounds.SUM;
import static io.tributary.schemas.bounds.Bounds.SYMBOL;
import static io.tributary.schemas.bounds.Bounds.TASK;
import static io.tributary.schemas.bounds.Bounds.TIME;
import static io.tributary.schemas.bounds.Bounds.TIME_OR_NONE;
import static io.tributary.schemas.bounds.Bounds.VERSION;
import static io.tributary.schemas.bounds.Bounds.record;

import io.tributary.schemas.bounds.Bound.Items;
import io.tributary.schemas.bounds.Bound.Real;
import io.tributary.schemas.bounds.Bound.Whole;

/** What the pool and its tasks tell each other, and owners and their shops: topics of the service's own, whose records anybody could write. */
final class PoolBounds {
    private PoolBounds() {}

    static void beats() {
        Real rate = new Real("a rate, -1 before one is known", -1, MOST_COUNT);
        record("io.tributary.pool.v1.Beat")
                .with("number", COUNT)
                .with("time", TIME)
                .with("intervalMillis", new Whole("milliseconds", 0, MOST_COUNT))
                .with("programmes", new Items("one a programme", 0, RuleSizes.MOST_PROGRAMMES, RECORD))
                .with("stopped", new Items("scopes", 0, RuleSizes.MOST_STOPS + 16, SCOPE))
                .with("rulesDigest", DIGEST)
                .with("rules", new Items("programmes", 0, RuleSizes.MOST_PROGRAMMES, RECORD))
                .with("lists", new Items("lists and parts of lists", 0, RuleSizes.MOST_LIST_RECORDS, RECORD))
                .with("answeredTime", TIME_OR_NONE)
                .with("lagging", new Items("one a task", 0, 100_000, RECORD))
                .with("rulesPart", new Whole("a record of rules, 0 for a beat", 0, RuleSizes.MOST_RECORDS))
                .with("rulesParts", new Whole("records of rules", 0, RuleSizes.MOST_RECORDS));
        record("io.tributary.pool.v1.TaskLag").with("task", TASK).with("answeredTime", TIME_OR_NONE);
        record("io.tributary.pool.v1.ProgrammeBeat")
                .with("programmeId", PROGRAMME_ID)
                .with("version", VERSION)
                .with("periodStart", TIME)
                .with("periodEnd", TIME)
                .with("active", SYMBOL)
                .with("strength", SHARE)
                .with("grantRate", rate)
                .with("ratedBeat", COUNT)
                .with("candidateRate", rate)
                .with("floorScale", SHARE)
                .with("candidateFloorScale", SHARE)
                .with("meanProgress", SUM)
                .with("schedule", SHARE)
                .with("scheduleAhead", SHARE)
                .with("granted", COUNT)
                .with("spent", COUNT)
                .with("orderRate", SUM)
                .with("ratedTasks", new Items("one a task", 0, 100_000, RECORD))
                .with("lossAllowance", SUM)
                .with("runsUntil", TIME_OR_NONE)
                .with("finish", SHARE)
                .with("seats", RECORD);
        record("io.tributary.pool.v1.SeatTerms")
                .with("place", RECORD)
                .with("coveredBeat", COUNT)
                .with("candidate", RECORD);
        record("io.tributary.pool.v1.SeatPlace")
                .with("order", new Whole("a place in an order, -1 before all", -1, Long.MAX_VALUE))
                .with("tie", new Whole("part of a hash", 0, Long.MAX_VALUE));
        record("io.tributary.pool.v1.TaskCoverage").with("task", TASK).with("ratedBeat", COUNT);
    }

    static void reports() {
        record("io.tributary.pool.v1.PoolReport")
                .with("task", TASK)
                .with("beat", COUNT)
                .with("time", TIME)
                .with("watermark", TIME_OR_NONE)
                .with("rulesDigest", DIGEST)
                .with("delayMillis", SUM)
                .with("programmes", new Items("one a programme", 0, RuleSizes.MOST_PROGRAMMES, RECORD))
                .with("traffic", new Items("one a surface", 0, 16, RECORD))
                .with("counters", RECORD)
                .with("heardUntil", TIME_OR_NONE);
        record("io.tributary.pool.v1.ProgrammeReport")
                .with("programmeId", PROGRAMME_ID)
                .with("periodStart", TIME)
                .with("members", COUNT)
                .with("floors", SUM)
                .with("candidateRate", new Real("a rate", -1, MOST_COUNT))
                .with("candidateFloorScale", SHARE)
                .with("candidateSum", COUNT)
                .with("freeWeight", SUM)
                .with("granted", COUNT)
                .with("spent", COUNT)
                .with("inFlight", SUM)
                .with("committed", COUNT)
                .with("suspended", COUNT)
                .with("dueGrants", SUM)
                .with("directed", COUNT)
                .with("treatmentExposures", COUNT)
                .with("treatmentTotal", COUNT)
                .with("holdoutExposures", COUNT)
                .with("holdoutTotal", COUNT)
                .with("treatmentOrders", NET)
                .with("holdoutOrders", NET)
                .with("relevanceLoss", SUM)
                .with("waiting", COUNT)
                .with("seatsWanted", COUNT);
        record("io.tributary.pool.v1.SurfaceTraffic").with("surface", SYMBOL).with("impressions", COUNT);
        record("io.tributary.pool.v1.TaskCounters")
                .with("impressions", COUNT)
                .with("exposures", COUNT)
                .with("orders", COUNT)
                .with("refunds", COUNT)
                .with("duplicates", COUNT)
                .with("late", COUNT)
                .with("charged", COUNT)
                .with("directives", COUNT)
                .with("merchants", COUNT)
                .with("unknownDirectives", COUNT)
                .with("unmatched", COUNT)
                .with("mismatched", COUNT)
                .with("unmeasured", COUNT)
                .with("lossesCut", COUNT)
                .with("staleProfiles", COUNT)
                .with("merchantEvents", COUNT)
                .with("outOfScope", COUNT)
                .with("casesOpened", COUNT)
                .with("casesClosed", COUNT)
                .with("casesOverdue", COUNT)
                .with("casesClosedLate", COUNT)
                .with("verdicts", COUNT)
                .with("unmatchedVerdicts", COUNT)
                .with("uncredited", COUNT)
                .with("beyondHorizon", COUNT)
                .with("beyondExperiment", COUNT);
    }

    static void entities() {
        record("io.tributary.entities.v1.ShopReport")
                .with("merchantId", MERCHANT_ID)
                .with("since", NUMBER)
                .with("number", NUMBER)
                .with("left", SYMBOL)
                .with("joinedAt", JOINED)
                .with("holdings", new Items("one a programme", 0, RuleSizes.MOST_PROGRAMMES, RECORD));
        record("io.tributary.entities.v1.ShopHolding")
                .with("programmeId", PROGRAMME_ID)
                .with("version", new Whole("a version, 0 for none", 0, Integer.MAX_VALUE))
                .with("cap", EXPOSURES)
                .with("weight", new Real("a weight", 0, 1e6))
                .with("demand", EXPOSURES)
                .with("periodStart", TIME_OR_NONE)
                .with("taken", NUMBER)
                .with("held", EXPOSURES);
        record("io.tributary.entities.v1.EntityShares")
                .with("since", NUMBER)
                .with("number", NUMBER)
                .with("ownerJoinedAt", JOINED)
                .with("shares", new Items("one a programme", 0, RuleSizes.MOST_PROGRAMMES, RECORD));
        record("io.tributary.entities.v1.EntityShare")
                .with("programmeId", PROGRAMME_ID)
                .with("number", NUMBER)
                .with("periodStart", TIME_OR_NONE)
                .with("exposures", EXPOSURES);
    }
}
