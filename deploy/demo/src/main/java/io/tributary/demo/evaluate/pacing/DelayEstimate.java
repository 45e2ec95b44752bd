package io.tributary.demo.evaluate.pacing;

/**
 * Learns, for all merchants of a task together, how long exposures take to reach us and how many of the decisions are
 * shown at all.
 *
 * <p>Delay is taken as exponential with the mean of what has arrived. The show ratio is arrivals over the decisions that
 * are old enough to have arrived, each counted with 1 − e^(−age / delay): counting all of them would take what is still on
 * its way for lost. Until something is known, every decision is taken to be shown. Not thread-safe.
 */
final class DelayEstimate {
    /** Weight of the first guess against what is observed, arrivals. */
    private static final double PRIOR = 2;

    private double decided;
    private double arrived;
    private double delays;
    private double onTheWay;
    private long at = Long.MIN_VALUE;

    /** @param guess mean delay before anything is known, milliseconds, not negative */
    public DelayEstimate(double guess) {
        if (!(guess >= 0)) {
            throw new IllegalArgumentException("delay guess " + guess + " ms: need 0 or more");
        }
        delays = PRIOR * guess;
    }

    /** Weighs what was learnt down to half, so that a new period counts more. */
    public void startPeriod() {
        decided /= 2;
        arrived /= 2;
        onTheWay /= 2;
        delays = (delays / 2) * (arrived + PRIOR) / (arrived + PRIOR / 2);
    }

    /** A decision was taken, epoch milliseconds. */
    public void decided(long time) {
        advance(time);
        decided++;
        onTheWay++;
    }

    /** An exposure has reached us. */
    public void arrived(long now, long delayMillis) {
        advance(now);
        arrived++;
        delays += Math.max(0, delayMillis);
    }

    private void advance(long time) {
        if (at != Long.MIN_VALUE && time > at) {
            onTheWay *= stillOut(time - at);
        }
        at = Math.max(at, time);
    }

    /** Mean delay, milliseconds. */
    public double meanMillis() {
        return delays / (arrived + PRIOR);
    }

    /** Part of the decisions that are shown, 0..1. */
    public double showRatio() {
        double due = Math.max(arrived, decided - onTheWay);
        return (arrived + PRIOR) / (due + PRIOR);
    }

    /** Part of what will be shown that is not here after this age, 0..1. */
    double stillOut(double ageMillis) {
        return Math.exp(-ageMillis / Math.max(1, meanMillis()));
    }

    /** Chance that a decision of this age that has not arrived still will: Bayes with the two estimates. */
    double chance(double ageMillis) {
        double coming = showRatio() * stillOut(ageMillis);
        double lost = 1 - showRatio();
        return coming + lost <= 0 ? 0 : coming / (coming + lost);
    }
}
