package io.tributary.domain.pool;

import io.tributary.domain.allocation.RelevanceBudget;
import io.tributary.domain.grant.GrantState;
import io.tributary.domain.programme.ProgrammeRules;

/**
 * What one beat says about one programme.
 *
 * @param active whether it boosts at this beat
 * @param sums all tasks together, those that are silent with their last sums
 * @param budget what relevance was lost, and the strength that it leaves
 * @param orderRate members' net orders per exposure in the last period that told, 0: not known
 * @param schedule F now, 0..1
 * @param scheduleAhead F at now plus the directives' life, 0..1
 */
public record ProgrammePlan(
        ProgrammeRules rules,
        Period period,
        boolean active,
        GrantState grant,
        RelevanceBudget budget,
        double orderRate,
        ProgrammeSums sums,
        double schedule,
        double scheduleAhead) {

    /** sum spent / sum granted, 0 when nothing is granted. */
    public double meanProgress() {
        return sums.granted() > 0 ? (double) sums.spent() / sums.granted() : 0;
    }

    /** Exposures that the schedule has planned until now. */
    public double planned() {
        return sums.granted() * schedule;
    }

    /** (spent - planned) / granted, 0 when nothing is granted. */
    public double pacingError() {
        return sums.granted() > 0 ? (sums.spent() - planned()) / sums.granted() : 0;
    }
}
