package io.tributary.domain.grant;

/**
 * Where the search for the grant rate stands.
 *
 * @param rate k in force, {@link GrantRule#NONE} until one is verified in this period
 * @param floorScale floor scale in force, 0..1
 * @param ratedBeat members enrolled or raised up to this beat are covered by the rate in force
 * @param candidateRate k whose sum the tasks report next
 * @param candidateScale floor scale whose sum the tasks report next
 * @param settledBeat the beat that last lowered the rate: until every task has answered it, none joins
 * @param misses verified reports in a row that led to no adoption
 */
public record GrantState(
        double rate,
        double floorScale,
        long ratedBeat,
        double candidateRate,
        double candidateScale,
        long settledBeat,
        int misses) {

    /** Before the first period: floors are tried first. */
    public static final GrantState INITIAL = new GrantState(GrantRule.NONE, 1, 0, 0, 1, 0, 0);

    /** A new period: nothing is granted until the last period's rate has been verified for it. */
    public GrantState startPeriod() {
        double k = rate >= 0 ? rate : candidateRate;
        double scale = rate >= 0 ? floorScale : candidateScale;
        return new GrantState(GrantRule.NONE, 1, ratedBeat, k, scale, settledBeat, 0);
    }

    /** Whether floors exceed the pool and were scaled. */
    public boolean oversubscribed() {
        return floorScale < 1;
    }

    boolean candidateIsInForce() {
        return candidateRate == rate && candidateScale == floorScale;
    }

    /** A scale below 1 only goes with k = 0, so the two are ordered as one number. */
    boolean candidateIsLower() {
        return candidateRate < rate || candidateScale < floorScale;
    }

    GrantState rated(long beat) {
        return new GrantState(
                rate, floorScale, Math.max(ratedBeat, beat), candidateRate, candidateScale, settledBeat, 0);
    }

    GrantState raised(long oldestBeat) {
        long rated = oldestBeat >= settledBeat ? Math.max(ratedBeat, oldestBeat) : ratedBeat;
        return new GrantState(candidateRate, candidateScale, rated, candidateRate, candidateScale, settledBeat, 0);
    }

    GrantState lowered(long beat) {
        return new GrantState(candidateRate, candidateScale, ratedBeat, candidateRate, candidateScale, beat, 0);
    }

    GrantState missed() {
        return new GrantState(rate, floorScale, ratedBeat, candidateRate, candidateScale, settledBeat, misses + 1);
    }

    GrantState candidate(double k, double scale) {
        return new GrantState(rate, floorScale, ratedBeat, k, scale, settledBeat, misses);
    }
}
