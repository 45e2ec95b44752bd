package io.tributary.domain.ledger;

/**
 * Events per millisecond with exponential forgetting: each event adds 1/tau, everything decays by exp(-dt/tau). O(1) state,
 * and sums of such rates decay alike, so a total can be kept without visiting its parts.
 */
public final class RateEstimate {
    private double rate;
    private long at;

    /**
     * @param time event time, epoch milliseconds
     * @param weight events it stands for
     * @param tau memory, milliseconds
     */
    public void add(long time, double weight, double tau) {
        if (time > at) {
            rate = rate * decay(time - at, tau);
            at = time;
        }
        rate += weight / tau;
    }

    /** Events per millisecond as of this time. */
    public double at(long time, double tau) {
        return time > at ? rate * decay(time - at, tau) : rate;
    }

    private static double decay(long millis, double tau) {
        return Math.exp(-millis / tau);
    }

    /**
     * What is to be stored of it.
     *
     * @param rate events per millisecond
     * @param at as of then, epoch milliseconds
     */
    public record Snapshot(double rate, long at) {}

    public Snapshot snapshot() {
        return new Snapshot(rate, at);
    }

    public static RateEstimate restored(Snapshot snapshot) {
        RateEstimate estimate = new RateEstimate();
        estimate.rate = snapshot.rate;
        estimate.at = snapshot.at;
        return estimate;
    }
}
