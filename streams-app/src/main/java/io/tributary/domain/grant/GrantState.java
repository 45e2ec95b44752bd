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
 * @param lagging what else holds for tasks that lag
 */
public record GrantState(
        double rate,
        double floorScale,
        long ratedBeat,
        double candidateRate,
        double candidateScale,
        long settledBeat,
        int misses,
        Lagging lagging) {

    /** With all tasks keeping up. */
    public GrantState(
            double rate,
            double floorScale,
            long ratedBeat,
            double candidateRate,
            double candidateScale,
            long settledBeat,
            int misses) {
        this(rate, floorScale, ratedBeat, candidateRate, candidateScale, settledBeat, misses, Lagging.NONE);
    }

    /** Before the first period: floors are tried first. */
    public static final GrantState INITIAL = new GrantState(GrantRule.NONE, 1, 0, 0, 1, 0, 0);

    /** A new period: nothing is granted until the last period's rate has been verified for it, and nobody is covered. */
    public GrantState startPeriod() {
        double k = rate >= 0 ? rate : candidateRate;
        double scale = rate >= 0 ? floorScale : candidateScale;
        return new GrantState(GrantRule.NONE, 1, 0, k, scale, 0, 0);
    }

    /** Whether a rate is in force. */
    public boolean isGranted() {
        return rate >= 0;
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

    /** Up to which beat members of a task are covered by the rate in force. */
    public long ratedBeat(int task) {
        return lagging.rated().getOrDefault(task, ratedBeat);
    }

    /** The highest rate that a task applies or may come to apply: the candidate, or one that was lowered behind its back. */
    public double highestRate(long answeredBeat) {
        return mayBeHigher(answeredBeat) ? lagging.rate() : candidateRate;
    }

    /** The floor scale that goes with {@link #highestRate}. */
    public double highestScale(long answeredBeat) {
        return mayBeHigher(answeredBeat) ? lagging.scale() : candidateScale;
    }

    /** Whether a task that has answered this beat may still apply a rate above the candidate. */
    public boolean mayBeHigher(long answeredBeat) {
        boolean higher =
                lagging.rate() > candidateRate || (lagging.rate() == candidateRate && lagging.scale() > candidateScale);
        return answeredBeat < settledBeat && higher;
    }

    GrantState rated(GrantSums sums) {
        return adopted(rate, floorScale, sums);
    }

    GrantState raised(GrantSums sums) {
        GrantState covering = sums.oldestBeat() >= settledBeat ? adopted(candidateRate, candidateScale, sums) : this;
        return new GrantState(
                candidateRate,
                candidateScale,
                covering.ratedBeat,
                candidateRate,
                candidateScale,
                settledBeat,
                0,
                covering.lagging);
    }

    private GrantState adopted(double k, double scale, GrantSums sums) {
        long common = Math.max(ratedBeat, sums.oldestBeat());
        return new GrantState(
                k,
                scale,
                common,
                candidateRate,
                candidateScale,
                settledBeat,
                0,
                lagging.rated(ratedBeat, common, sums.counted()));
    }

    GrantState lowered(long beat, GrantSums sums) {
        return new GrantState(
                candidateRate,
                candidateScale,
                ratedBeat,
                candidateRate,
                candidateScale,
                beat,
                0,
                lagging.lowered(rate, floorScale, sums.allHaveAnswered(settledBeat)));
    }

    GrantState missed() {
        return new GrantState(
                rate, floorScale, ratedBeat, candidateRate, candidateScale, settledBeat, misses + 1, lagging);
    }

    GrantState candidate(double k, double scale) {
        return new GrantState(rate, floorScale, ratedBeat, k, scale, settledBeat, misses, lagging);
    }
}
