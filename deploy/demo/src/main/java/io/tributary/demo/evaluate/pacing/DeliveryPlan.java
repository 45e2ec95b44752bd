package io.tributary.demo.evaluate.pacing;

import java.util.function.DoubleUnaryOperator;

/**
 * What part of every grant should have been delivered by now: between the traffic's curve F, which costs least, and the
 * clock, which is what a merchant sees as even, and early enough that what is in flight at the end can still be made up.
 *
 * <pre>planned = min(1, ((1 − evenness) · F + evenness · elapsed) / finish)</pre>
 *
 * @param evenness 0: follow the traffic (Agarwal et al., Budget pacing for targeted online advertisements at LinkedIn,
 *     KDD 2014); 1: follow the clock
 * @param finish value of the blend at which all is to be delivered, above 0, at most 1
 */
record DeliveryPlan(double evenness, double finish) {
    /** Plan that follows the traffic to the end of the period. */
    public static final DeliveryPlan TRAFFIC = new DeliveryPlan(0, 1);

    /** Following the clock further costs more value than it pleases. */
    private static final double MOST_EVEN = 0.6;
    /** Part of the traffic that a plan may claim in the quietest hour, and while it runs ahead. */
    private static final double MOST_CLAIMED = 0.9;

    private static final double MOST_AHEAD = 0.985;
    /** Mean delays before the end at which the plan ends; e^-4 = 2 % of what is in flight is then unknown at the end. */
    private static final double DELAYS_AHEAD = 4;

    private static final double LONGEST_LEAD = 0.25;
    private static final int HOURS = 24;

    public DeliveryPlan {
        if (!(evenness >= 0 && evenness <= 1) || !(finish > 0 && finish <= 1)) {
            throw new IllegalArgumentException(
                    "plan with evenness " + evenness + " and finish " + finish + ": need 0..1, finish above 0");
        }
    }

    /**
     * The most even and earliest plan that the traffic can carry.
     *
     * @param schedule F by elapsed part of the period, both 0..1
     * @param fill forecast part of the traffic that the grants need, with what is never shown; above 0
     * @param delay mean delay as a part of the period, not negative
     */
    public static DeliveryPlan of(DoubleUnaryOperator schedule, double fill, double delay) {
        double quietest = 1;
        for (int hour = 0; hour < HOURS; hour++) {
            double part = schedule.applyAsDouble((hour + 1.0) / HOURS) - schedule.applyAsDouble((double) hour / HOURS);
            quietest = Math.min(quietest, part * HOURS);
        }
        double bearable = quietest < 1 ? (MOST_CLAIMED / fill - 1) / (1 / Math.max(quietest, 1e-6) - 1) : 1;
        double evenness = Math.min(MOST_EVEN, Math.max(0, bearable));
        double room = Math.min(LONGEST_LEAD, Math.max(0, 1 - fill / MOST_AHEAD));
        double end = 1 - Math.min(DELAYS_AHEAD * delay, room);
        double finish = (1 - evenness) * schedule.applyAsDouble(end) + evenness * end;
        return new DeliveryPlan(evenness, Math.max(1e-6, Math.min(1, finish)));
    }

    /**
     * The planned part of every grant, 0..1.
     *
     * @param schedule F now, 0..1
     * @param elapsed part of the period that has passed, 0..1
     */
    public double at(double schedule, double elapsed) {
        return Math.min(1, ((1 - evenness) * schedule + evenness * elapsed) / finish);
    }
}
