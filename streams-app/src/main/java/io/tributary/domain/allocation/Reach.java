package io.tributary.domain.allocation;

/**
 * How much of a grant a merchant can still use: from how often it was on offer (a candidate of a request, or shown at full
 * boost, wherever only that is seen) per unit of the platform's traffic.
 *
 * <p>The reach is an upper estimate, so that a merchant loses nothing to chance: a grant's cap is shrunk to it, and the
 * grant rate then rises for the others. A merchant that has not been on offer for so long that its usual rate gives this a
 * chance below e^-12 is taken to have run dry; the next offer takes that back. Being told so takes 12 usual intervals between
 * offers: a hundredth of the day for a merchant that is usually on offer 1,200 times a day. Not thread-safe.
 */
public final class Reach {
    /** Negative logarithm of the chance to call a merchant dry that is not, per interval between offers. */
    private static final double SILENCE = 12;
    /** The same for a reach that is below what will be on offer. */
    private static final double DOUBT = 7;

    private double start = Double.NaN;
    private double last;
    private long offers;

    /**
     * The merchant was on offer.
     *
     * @param traffic the platform's requests (or impressions) in this period until the last beat
     */
    public void offered(double traffic) {
        if (Double.isNaN(start)) {
            start = traffic;
        }
        offers++;
        last = Math.max(last, traffic);
    }

    /** A new period: traffic counts from 0. */
    public void startPeriod() {
        start = 0;
        last = 0;
        offers = 0;
    }

    /**
     * Whether supply has ended, as far as one can tell.
     *
     * @param traffic at a beat, the mark that offers since the beat before have carried: with the new one, a merchant would seem
     *     to have been silent for a whole beat
     */
    public boolean isDry(double traffic) {
        double observed = last - start;
        return offers > SILENCE && observed > 0 && (traffic - last) * (offers - 1) / observed > SILENCE;
    }

    /**
     * Exposures that the merchant can have by the end of the period, at full boost from now on.
     *
     * @param total spent + in flight, exposures
     * @param traffic as in {@link #isDry}
     * @param left traffic still to come in the period, forecast, in the same unit
     * @return at least {@code total}; infinity while too little was seen to tell
     */
    public double reach(double total, double traffic, double left) {
        if (isDry(traffic)) {
            return total;
        }
        double observed = traffic - start;
        if (Double.isNaN(start) || !(observed > 0) || left < 0) {
            return Double.POSITIVE_INFINITY;
        }
        double rate = upper(offers) / observed;
        return total + upper(rate * left);
    }

    /** Bernstein's bound for a Poisson count, seen or to come, whose other side is this. */
    private static double upper(double count) {
        return count + Math.sqrt(2 * DOUBT * count) + DOUBT;
    }

    /** What is to be stored of it; traffic since the first offer and at the last, and how many there were. */
    public record Snapshot(double start, double last, long offers) {}

    Snapshot snapshot() {
        return new Snapshot(start, last, offers);
    }

    static Reach restored(Snapshot snapshot) {
        Reach reach = new Reach();
        reach.start = snapshot.start;
        reach.last = snapshot.last;
        reach.offers = snapshot.offers;
        return reach;
    }
}
