package io.tributary.domain.grant;

import java.util.Map;

/**
 * What all merchant tasks together say about the outstanding candidate.
 *
 * @param pool exposures of the period
 * @param committed spent by merchants that left in this period: no longer available, exposures
 * @param members enrolled merchants
 * @param floors sum of unscaled floors, exposures
 * @param sum sum of grants at the candidate, exposures
 * @param freeWeight sum of weights of members below their cap at the candidate: d sum / d k
 * @param oldestBeat the earliest beat that any report answers of a task that is not silent
 * @param verified whether every task that is not silent has reported for exactly this candidate and this period
 * @param most the sum again, but with the most that silent tasks may grant with what they know
 * @param counted up to which beat the members of a task are counted, by task; 0 for one whose members are all left out. Tasks that are
 *     not named are counted up to the oldest beat
 */
public record GrantSums(
        long pool,
        long committed,
        long members,
        double floors,
        long sum,
        double freeWeight,
        long oldestBeat,
        boolean verified,
        long most,
        Map<Integer, Long> counted) {
    public GrantSums {
        counted = Map.copyOf(counted);
    }

    /** Sums of tasks of which none is silent. */
    public GrantSums(
            long pool,
            long committed,
            long members,
            double floors,
            long sum,
            double freeWeight,
            long oldestBeat,
            boolean verified) {
        this(pool, committed, members, floors, sum, freeWeight, oldestBeat, verified, sum, Map.of());
    }

    /** Whether a beat has reached every task that has been granted anything. */
    boolean allHaveAnswered(long beat) {
        return oldestBeat >= beat && counted.values().stream().allMatch(each -> each == 0 || each >= beat);
    }

    /** Exposures that may be granted. */
    long available() {
        return Math.max(0, pool - committed);
    }

    /** Exposures left at the candidate; negative when it grants more than there is. */
    long slack() {
        return available() - sum;
    }

    /** Whether the sum fits even if silent tasks do what they may. */
    boolean surelyFits() {
        return most <= available();
    }

    /**
     * Slack that is left alone. Rounding down leaves up to one exposure per member, and each change of the rate makes
     * the tasks touch every member: a thousandth of the pool is not worth that.
     */
    double tolerance() {
        return Math.max((double) members, pool / 1000.0);
    }
}
