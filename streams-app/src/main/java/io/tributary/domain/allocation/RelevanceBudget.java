package io.tributary.domain.allocation;

/**
 * Steers a lever, so that the relevance that support costs shoppers over a period comes to the budget and not beyond it.
 *
 * <p>What a setting of the lever costs is not known, only that more costs more. With loss ≈ c · lever^{@value #POWER} and c from
 * the recent past (fading, with a prior that the first setting costs just the budget), the lever moves towards what spends the
 * rest of the budget evenly over the rest of the period's traffic:
 *
 * <pre>
 * rate  = (aim · budget − mean loss · F − c · lever^p · f) / ahead      F: reported, f: elapsed but not yet reported
 * lever = lever · ((rate / c)^(1/p) / lever)^min(1, speed · passed)
 * </pre>
 *
 * An even price for relevance over the period is what the dual of the allocation problem asks for (Balseiro, Lu and Mirrokni,
 * The best of many worlds, 2023); all is counted in traffic F, so a quiet night neither teaches nor forgets. Immutable.
 *
 * @param lever the setting in force, above 0
 * @param loss summed over the period so far, score units
 * @param shown items over which it was summed
 * @param schedule planned share then, 0..1
 * @param recentLoss mean loss times traffic of late, fading
 * @param recentEffort lever^p times traffic of late, fading alike
 */
public record RelevanceBudget(
        double lever, double loss, double shown, double schedule, double recentLoss, double recentEffort) {
    /** How loss grows with the lever; between proportional and quadratic. */
    static final double POWER = 1.2;
    /** Traffic that is remembered, as a part of the period's. */
    private static final double MEMORY = 0.08;
    /** Traffic that must speak against the first setting before it is disbelieved. */
    private static final double PRIOR = 0.06;
    /** Part of what is wanted that is gone per traffic of the period: all of it in about 1 %. */
    private static final double SPEED = 80;
    /** Part of the budget that is aimed at, because losses scatter. */
    private static final double AIM = 0.998;
    /** Largest change asked for at a time, as a logarithm. */
    private static final double MOST_CHANGE = 1;

    /** Without any boost nothing would be learnt any more. */
    private static final double LEAST = 1e-4;

    /** Before the first decision of a first period. */
    public static RelevanceBudget initial(double lever) {
        if (!(lever > 0)) {
            throw new IllegalArgumentException("lever " + lever + ": must be above 0");
        }
        return new RelevanceBudget(lever, 0, 0, 0, 0, 0);
    }

    /** A new period: the sums begin anew; the lever and what it costs are remembered. */
    public RelevanceBudget startPeriod() {
        return new RelevanceBudget(lever, 0, 0, 0, recentLoss, recentEffort);
    }

    /** Mean loss per shown item in this period so far, score units. */
    public double mean() {
        return shown > 0 ? loss / shown : 0;
    }

    /**
     * What the period is observed by at one time.
     *
     * @param loss summed over the period so far, score units; boosts may also win relevance
     * @param shown items over which it was summed
     * @param lever setting under which what is new in it was shown: reports lag
     * @param schedule planned share of what was reported, 0..1
     * @param traffic the period's traffic as of now
     */
    public record Observation(double loss, double shown, double lever, double schedule, Traffic traffic) {
        /** For support that runs from the beginning of the period to its end. */
        public static Observation whole(double loss, double shown, double lever, double schedule, double unreported) {
            Traffic traffic = new Traffic(schedule, unreported, Math.max(0, 1 - schedule - unreported));
            return new Observation(loss, shown, lever, schedule, traffic);
        }
    }

    /**
     * Shares of the period's traffic. They sum to 1 when support runs to the end of the period; what comes after it costs
     * nothing, and so what is lost before may be more.
     *
     * @param reported over which loss was summed, with or without support, 0..1
     * @param unreported what has passed since, with support, 0..1
     * @param ahead to come with support, 0..1
     */
    public record Traffic(double reported, double unreported, double ahead) {}

    /**
     * The state after one beat.
     *
     * @param budget mean loss per shown item that is allowed, above 0
     * @param most largest setting of the lever
     */
    public RelevanceBudget next(Observation seen, double budget, double most) {
        double passed = Math.max(0, seen.schedule - schedule);
        double items = Math.max(0, seen.shown - shown);
        double keep = Math.exp(-passed / MEMORY);
        double lossNow = recentLoss * keep + (items > 0 ? Math.max(0, seen.loss - loss) / items * passed : 0);
        double effortNow = recentEffort * keep + (items > 0 ? Math.pow(seen.lever, POWER) * passed : 0);
        double cost = cost(lossNow, effortNow, budget);
        double rate = rate(seen, budget, cost * Math.pow(lever, POWER));
        double step = Math.min(1, SPEED * passed);
        double next = rate <= 0 ? lever * Math.pow(0.5, step) : lever * Math.exp(step * change(rate / cost));
        return new RelevanceBudget(
                Math.max(LEAST, Math.min(most, next)), seen.loss, seen.shown, seen.schedule, lossNow, effortNow);
    }

    /** Mean loss per item that the rest of the period may have, when what is unreported has lost this much. */
    private static double rate(Observation seen, double budget, double pending) {
        double mean = seen.shown > 0 ? seen.loss / seen.shown : 0;
        double ahead = Math.max(1e-9, seen.traffic.ahead);
        return (AIM * budget - mean * seen.traffic.reported - pending * seen.traffic.unreported) / ahead;
    }

    /** Estimated loss at lever 1: c. */
    private double cost(double lossNow, double effortNow, double budget) {
        double prior = PRIOR * Math.exp(-schedule / MEMORY);
        return Math.max(1e-300, lossNow + prior * budget) / (effortNow + prior * Math.pow(lever, POWER) + 1e-300);
    }

    private double change(double effort) {
        double wanted = Math.log(effort) / POWER - Math.log(lever);
        return Math.max(-MOST_CHANGE, Math.min(MOST_CHANGE, wanted));
    }

    /** Mean loss per item that the rest of the period may have, as of this observation; not above 0 when it is used up. */
    public double rate(Observation seen, double budget) {
        return rate(seen, budget, cost(recentLoss, recentEffort, budget) * Math.pow(lever, POWER));
    }
}
