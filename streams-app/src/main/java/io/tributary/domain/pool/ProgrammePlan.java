package io.tributary.domain.pool;

import io.tributary.domain.allocation.RelevanceBudget;
import io.tributary.domain.enrolment.SeatSearch;
import io.tributary.domain.grant.GrantState;
import io.tributary.domain.rules.ProgrammeRules;

/**
 * What one beat says about one programme.
 *
 * @param active whether it boosts at this beat
 * @param sums all tasks together, those that are silent with their last sums
 * @param budget what relevance was lost, and the strength that it leaves
 * @param orderRate members' net orders per exposure in the last period that told, 0: not known
 * @param seats up to where seats are given
 * @param part the part of the period in which it runs
 */
public record ProgrammePlan(
        ProgrammeRules rules,
        Period period,
        boolean active,
        GrantState grant,
        RelevanceBudget budget,
        double orderRate,
        ProgrammeSums sums,
        Schedule part,
        SeatSearch seats) {
    /** What is on its way counts as delivered; a pace is told from this share of the plan on. */
    private static final double TELLING = 0.1;

    /** Times its grant's part of the relevance budget that a merchant may use up. */
    static final double MOST_OF_PART = 4;

    private static final double FEW_SHOWN = 1_000;

    /**
     * Most loss of relevance that a merchant's exposures can have counted so far in this period, for each exposure of its grant: so
     * many times what is its grant's part of the budget. Whoever needs more of it says it wrongly, or the others pay for it. 0: no
     * limit.
     */
    public double lossAllowance() {
        if (rules.delivery().relevance().budget() <= 0 || sums.count(ProgrammeSum.GRANTED) <= 0) {
            return 0;
        }
        // As if a tenth of a usual day were over: the first exposures of a period scatter.
        double shown = Math.max(
                sums.count(ProgrammeSum.TREATMENT_TOTAL), Math.max(FEW_SHOWN, sums.count(ProgrammeSum.GRANTED)));
        return MOST_OF_PART * rules.delivery().relevance().budget() * shown / sums.count(ProgrammeSum.GRANTED);
    }

    /** sum spent / sum granted, 0 when nothing is granted. Both are of the present members, in the running period. */
    public double meanProgress() {
        return sums.count(ProgrammeSum.GRANTED) > 0
                ? (double) sums.count(ProgrammeSum.SPENT) / sums.count(ProgrammeSum.GRANTED)
                : 0;
    }

    /** Share of the traffic that is planned for until now, 0..1. */
    public double schedule() {
        return part.share();
    }

    /** The same at now plus the directives' life, 0..1. */
    public double scheduleAhead() {
        return part.ahead();
    }

    /** Exposures that the schedule has planned until now. */
    public double planned() {
        return sums.count(ProgrammeSum.GRANTED) * due();
    }

    /** Part of every grant that is due by now, 0..1. */
    private double due() {
        return rules.delivery().boost().shape().due(schedule());
    }

    /**
     * Exposures of the grants that the running part will not bring at the pace so far, not negative: what caps, boosts and
     * supply do not allow in the time there is. Once the programme has ended nothing is granted any more: what was not delivered
     * is then released in the ledger.
     */
    public double infeasible() {
        if (schedule() < TELLING) {
            return 0;
        }
        double delivered = sums.count(ProgrammeSum.SPENT) + (schedule() < 1 ? sums.amount(ProgrammeSum.IN_FLIGHT) : 0);
        return Math.max(0, sums.count(ProgrammeSum.GRANTED) - delivered / due());
    }

    /** (spent - planned) / granted, 0 when nothing is granted. All three are of the present members. */
    public double pacingError() {
        return sums.count(ProgrammeSum.GRANTED) > 0
                ? (sums.count(ProgrammeSum.SPENT) - planned()) / sums.count(ProgrammeSum.GRANTED)
                : 0;
    }
}
