package io.tributary.domain.enrolment;

import io.tributary.domain.eligibility.DecidedClause;
import io.tributary.domain.eligibility.Outcome;
import io.tributary.domain.eligibility.Outcome.Ground;
import io.tributary.domain.eligibility.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What is remembered of a merchant on a programme's ladder, where its rules ask for it. Immutable.
 *
 * <pre>
 *   takes part ──graduates, or the evidence is against it──> ended ──returnsAt, and eligible──> takes part, from nothing
 *                                                             └──survivalAt: whether it still sells is told──> ended
 * </pre>
 *
 * @param delivered exposures charged in the periods that ended since it came in
 * @param ending how its support ended; null while it has not
 * @param lastSaleAt when it sold last since it graduated, epoch milliseconds, not noted more than once an hour; 0 for never. Noted until
 *     survival is told
 */
public record LadderRecord(String programmeId, long delivered, Ending ending, long lastSaleAt) {
    private static final long HOUR = TimeUnit.HOURS.toMillis(1);
    /** Who has sold in that time before it is asked still sells. */
    private static final long SELLS_WITHIN = TimeUnit.DAYS.toMillis(30);

    /**
     * That support ended; times are epoch milliseconds.
     *
     * @param graduated else the evidence was against it
     * @param clause id of the one by which it graduated; empty for none
     * @param returnsAt first moment at which it may come in again; {@link Long#MAX_VALUE} for never
     * @param survivalAt when it is to be told whether it still sells; 0 for never, or when it was told
     */
    public record Ending(boolean graduated, String clause, long at, long returnsAt, long survivalAt) {}

    static LadderRecord none(String programmeId) {
        return new LadderRecord(programmeId, 0, null, 0);
    }

    boolean isNone() {
        return delivered == 0 && ending == null;
    }

    /** The same after a period in which so many exposures were charged. */
    LadderRecord delivered(long exposures) {
        return exposures == 0 ? this : new LadderRecord(programmeId, delivered + exposures, ending, lastSaleAt);
    }

    /** The same once the merchant graduates. */
    LadderRecord graduated(StageCondition by, StageStep.Graduation terms, long now) {
        long survivalAt = terms.survivalDays() == 0 ? 0 : now + TimeUnit.DAYS.toMillis(terms.survivalDays());
        String clause = by == null || by.isByChance() ? "" : by.clause().id();
        Ending end = new Ending(true, clause, now, returnsAt(terms.returnAfterDays(), now), survivalAt);
        return new LadderRecord(programmeId, delivered, end, 0);
    }

    /** The same once support has ended since it does not help. */
    LadderRecord ended(EvidenceEnd terms, long now) {
        Ending end = new Ending(false, "", now, returnsAt(terms.returnAfterDays(), now), 0);
        return new LadderRecord(programmeId, delivered, end, 0);
    }

    private static long returnsAt(int days, long now) {
        return days == HardExit.FOR_GOOD ? Long.MAX_VALUE : now + TimeUnit.DAYS.toMillis(days);
    }

    /** The same after a sale. */
    LadderRecord sold(long time) {
        boolean counts = survivalAt() != 0 && time >= ending.at && time >= lastSaleAt + HOUR;
        return counts ? new LadderRecord(programmeId, delivered, ending, time) : this;
    }

    /** When it is to be told whether it still sells, epoch milliseconds; 0 for never. */
    public long survivalAt() {
        return ending == null ? 0 : ending.survivalAt;
    }

    /** Whether it has sold lately, when it is asked. */
    public boolean stillSells() {
        return lastSaleAt != 0 && lastSaleAt >= ending.survivalAt - SELLS_WITHIN;
    }

    /** The same once it was told whether it still sells. */
    LadderRecord told() {
        Ending end = new Ending(ending.graduated, ending.clause, ending.at, ending.returnsAt, 0);
        return new LadderRecord(programmeId, delivered, end, lastSaleAt);
    }

    /** Whether its support ended, and it does not come in again yet. */
    public boolean isAwayAt(long now) {
        return ending != null && now < ending.returnsAt;
    }

    /** Why it takes no part while it is away. */
    public Outcome outcome() {
        if (!ending.graduated) {
            return Outcome.on(Ground.EVIDENCE_AGAINST);
        }
        return ending.clause.isEmpty()
                ? Outcome.on(Ground.GRADUATED)
                : new Outcome(Ground.GRADUATED, false, List.of(new DecidedClause(ending.clause, Verdict.HOLDS)));
    }

    /** For people: what is noted, moments in UTC. */
    public String text() {
        String charged = "charged " + delivered;
        if (ending == null) {
            return charged;
        }
        String how = ending.graduated ? "graduated " : "ended by evidence ";
        String back = ending.returnsAt == Long.MAX_VALUE
                ? ", for good"
                : ", may return " + Instant.ofEpochMilli(ending.returnsAt);
        return charged + ", " + how + Instant.ofEpochMilli(ending.at) + back;
    }
}
