package io.tributary.domain.grant;

/**
 * Finds, over beats, the largest grant rate k whose grants fit the pool.
 *
 * <p>S(k) = sum of min(floor + k · weight, cap) is concave, so each tangent lies above it: a Newton step lands where the
 * sum fits, from either side, and one step back from the right is enough. A candidate takes effect only after all tasks
 * have reported that its sum fits, and members that joined or were raised after those reports get nothing before a
 * later beat covers them. For the sum in force to stay within the pool whatever the delays, a task must
 *
 * <ul>
 *   <li>let a member's first grant, or a higher floor, weight or cap, take effect when {@code ratedBeat} has reached
 *       the beat that follows the change, and
 *   <li>let a lower floor, weight or cap, or leaving, take effect at once.
 * </ul>
 *
 * A lower rate is sent out alone first; {@code ratedBeat} moves on when every task has answered the beat that lowered.
 *
 * <p>A task that is silent does not stop the others. It is counted with the most that its members may come to be granted, from its
 * last report: the tangent there, and the highest rate that it may still apply. Its members are covered up to that report only, and
 * none of them when it says nothing of this period; see {@link Lagging}.
 */
public final class GrantSolver {
    /** Keeps k · weight finite when almost nobody is below the cap. */
    private static final double MAX_RATE = 1e12;
    /** Under constant change the search may never rest: then take what fits. */
    private static final int PATIENCE = 8;

    private GrantSolver() {}

    /**
     * One step.
     *
     * @param state where the search stands
     * @param sums what the tasks reported about the state's candidate
     * @param beat number of the beat that will carry the result
     */
    public static GrantState next(GrantState state, GrantSums sums, long beat) {
        if (!sums.verified()) {
            return state;
        }
        GrantState judged = sums.slack() >= 0 ? adopt(state, sums, beat) : state.missed();
        return search(judged, sums);
    }

    private static GrantState adopt(GrantState state, GrantSums sums, long beat) {
        if (state.candidateIsInForce()) {
            return sums.surelyFits() && sums.oldestBeat() >= state.settledBeat() ? state.rated(sums) : state;
        }
        if (!state.candidateIsLower()) {
            return sums.surelyFits() ? state.raised(sums) : state;
        }
        boolean close = sums.slack() <= sums.tolerance();
        return close || state.misses() >= PATIENCE ? state.lowered(beat, sums) : state.missed();
    }

    private static GrantState search(GrantState state, GrantSums sums) {
        double k = state.candidateRate();
        boolean fits = sums.slack() >= 0;
        boolean close = fits && sums.slack() <= sums.tolerance();
        if (sums.floors() > sums.available()) {
            return close && k == 0 ? state : state.candidate(0, sums.available() / sums.floors());
        }
        if (state.candidateScale() < 1) {
            return state.candidate(0, 1);
        }
        if (close) {
            return state;
        }
        if (sums.freeWeight() <= 0) {
            return fits ? state.candidate(Math.max(k, state.rate()), 1) : state.candidate(0, 1);
        }
        double step = (sums.slack() - margin(state, sums, fits)) / sums.freeWeight();
        return state.candidate(Math.min(MAX_RATE, Math.max(0, k + step)), 1);
    }

    /** Aims at the middle of the tolerance; deeper when members keep joining faster than the search comes down. */
    private static double margin(GrantState state, GrantSums sums, boolean fits) {
        double half = sums.tolerance() / 2;
        if (fits) {
            return half;
        }
        return Math.min(Math.max(half, sums.available() / 4.0), Math.scalb(half, Math.min(state.misses() - 1, 10)));
    }
}
