package io.tributary.domain.grant;

/**
 * What all merchant tasks together say about the outstanding candidate.
 *
 * @param pool exposures of the period
 * @param committed spent by merchants that left in this period: no longer available, exposures
 * @param members enrolled merchants
 * @param floors sum of unscaled floors, exposures
 * @param sum sum of grants at the candidate, exposures
 * @param freeWeight sum of weights of members below their cap at the candidate: d sum / d k
 * @param oldestBeat the earliest beat that any of the reports answers
 * @param verified whether every task has reported in time, for exactly this candidate and this period
 */
public record GrantSums(
        long pool,
        long committed,
        long members,
        double floors,
        long sum,
        double freeWeight,
        long oldestBeat,
        boolean verified) {

    /** Exposures that may be granted. */
    long available() {
        return Math.max(0, pool - committed);
    }

    /** Exposures left at the candidate; negative when it grants more than there is. */
    long slack() {
        return available() - sum;
    }

    /**
     * Slack that is left alone. Rounding down leaves up to one exposure per member, and each change of the rate makes
     * the tasks touch every member: a thousandth of the pool is not worth that.
     */
    double tolerance() {
        return Math.max((double) members, pool / 1000.0);
    }
}
