package io.tributary.domain.allocation;

/**
 * Holds delivery back when it costs shoppers more relevance than a programme may: the mean loss per exposure over the period
 * is to stay within the budget. What it moves is the strength, a part of every merchant's boost.
 *
 * @param strength part of every merchant's boost that is left, above 0 to 1
 * @param loss summed over the period so far, in the budget's units times exposures
 * @param exposures over which it was summed
 * @param schedule F(t) then
 * @param recentLoss of late, fading
 * @param recentExposures of late, fading alike
 */
public record RelevanceBudget(
        double strength, double loss, double exposures, double schedule, double recentLoss, double recentExposures) {
    /** Before the first beat: nothing is held back. */
    public static final RelevanceBudget INITIAL = new RelevanceBudget(1, 0, 0, 0, 0, 0);

    /** Traffic over which losses are remembered and the strength moves, as a share of the period's. */
    private static final double MEMORY = 0.02;
    /** Part of the budget that is aimed at: reports lag. */
    private static final double AIM = 0.97;
    /** What is missing or left of the period's budget is made up for over this share of its traffic. */
    private static final double HORIZON = 0.1;
    /** Without any delivery there would be nothing to learn from. */
    private static final double LEAST = 0.01;
    /** Largest change at a beat, as a factor. */
    private static final double MAX_STEP = 1.25;

    /** A new period: the sums begin anew, the strength stays. */
    public RelevanceBudget startPeriod() {
        return new RelevanceBudget(strength, 0, 0, 0, 0, 0);
    }

    /** Mean loss per exposure in this period. */
    public double mean() {
        return exposures > 0 ? loss / exposures : 0;
    }

    /**
     * The state after one beat.
     *
     * @param lossNow summed over the period so far
     * @param exposuresNow over which it was summed
     * @param scheduleNow F(t), 0..1
     * @param budget largest mean loss; 0: no limit
     */
    public RelevanceBudget next(double lossNow, double exposuresNow, double scheduleNow, double budget) {
        double passed = Math.max(0, scheduleNow - schedule);
        double keep = Math.exp(-passed / MEMORY);
        double lately = recentLoss * keep + Math.max(0, lossNow - loss);
        double shown = recentExposures * keep + Math.max(0, exposuresNow - exposures);
        double next = 1;
        if (budget > 0) {
            double ratio = lately <= 0 ? MAX_STEP : target(lossNow, exposuresNow, scheduleNow, budget) * shown / lately;
            double step = Math.pow(Math.max(1e-3, ratio), passed / MEMORY);
            next = strength * Math.min(MAX_STEP, Math.max(1 / MAX_STEP, step));
        }
        return new RelevanceBudget(
                Math.max(LEAST, Math.min(1, next)), lossNow, exposuresNow, scheduleNow, lately, shown);
    }

    /** Mean loss from here on that brings the period's to the budget. */
    private static double target(double loss, double exposures, double schedule, double budget) {
        double aim = AIM * budget;
        double perTraffic = exposures / Math.max(schedule, 1e-3);
        double left = aim * exposures - loss;
        double ahead = HORIZON * perTraffic;
        return ahead <= 0 ? aim : Math.max(0, aim + left / ahead);
    }
}
