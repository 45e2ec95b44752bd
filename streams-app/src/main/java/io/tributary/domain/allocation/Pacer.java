package io.tributary.domain.allocation;

/**
 * One merchant's boost level, moved so that spent + in flight follows its plan.
 *
 * <p>With E = spent + in flight − plan, in exposures, the level is
 *
 * <pre>level = clip(base + common − unit · k · E, 0, max)
 * k     = gain / (1 + softening · grant)
 * base' = −integral · grant · k² · unit · E    per unit of the plan's schedule</pre>
 *
 * <p>The proportional part is dual subgradient descent on the price of the grant: the sum of all steps η (shown − plan) is
 * η E (adaptive pacing: Balseiro and Gur, Learning in repeated auctions with budgets, Management Science 2019; dual mirror
 * descent: Balseiro, Lu and Mirrokni, The best of many worlds, Operations Research 2023, algorithm 1 with the Euclidean
 * norm). The integral part removes the standing error that a
 * proportional price needs to hold its level (Karlsson, Feedback control in programmatic advertising, IEEE Control Systems
 * 2020). Where a change of one unit changes the rate of exposures by e, the loop is linear with natural frequency
 * grant · k · sqrt(integral): damped well for integral ≤ 1/4 at every size of grant. The unrest of the price costs about
 * unit · k / 4 of value per exposure (E is then stationary with variance 1 / (2 k), and the loss is half the price's variance
 * over the unit), so k falls with the grant: large merchants carry the value, small ones are cheap
 * to hold tightly.
 *
 * <p>A period begins with the base that the last one ended with. Not thread-safe.
 */
public final class Pacer {
    private double base;
    private double level;
    private double planned;
    private double plan;
    private boolean held;

    /** A pacer that starts at a level, in the ranker's score. */
    public Pacer(double level) {
        this.base = level;
        this.level = level;
    }

    /** A new period: what was learnt of the level stays, the plan starts over. */
    public void startPeriod() {
        planned = 0;
        plan = 0;
        held = false;
        level = base;
    }

    /**
     * Moves the level; to be called when the merchant's total or grant has changed and at beats.
     *
     * <p>The plan leads from where it stands to the grant (and {@link PacerSettings#ahead} beyond) over what is left of the
     * schedule. While the grant stays, that is grant · planned; a grant that rises at noon is spread over the afternoon and
     * does not make the morning late.
     *
     * @param total spent + in flight, exposures
     * @param grant exposures, not negative
     * @param nowPlanned planned part of the grant until now, 0..1. When it falls, the plan is laid anew from where it stands over
     *     what is left then.
     * @param common part of the level that a beat carries for all merchants, see {@link #commonLevel}
     * @return the level, 0..maxLevel
     */
    public double update(PacerSettings settings, double total, double grant, double nowPlanned, double common) {
        double passed = advance(settings, grant, nowPlanned);
        double error = total - plan;
        double gain = settings.gainFor(grant);
        boolean pinned = error < 0 ? level >= settings.maxLevel() : level <= 0;
        if (!pinned) {
            double step = settings.integral() * grant * gain * gain * settings.unit() * error * passed;
            base = clip(base - step, settings.maxLevel());
        }
        level = clip(base + common - settings.unit() * gain * error, settings.maxLevel());
        return level;
    }

    private double advance(PacerSettings settings, double grant, double nowPlanned) {
        double target = Math.min(1, nowPlanned);
        if (held || target < planned) {
            held = false;
            planned = target;
        }
        double passed = target - planned;
        double goal = grant + settings.ahead();
        plan += passed <= 0 ? 0 : (goal - plan) * passed / (1 - planned);
        planned += passed;
        plan = Math.min(plan, grant);
        return passed;
    }

    /**
     * The merchant cannot be boosted, so that nothing becomes due from here to the next {@link #update}: what is left then is
     * spread over what is left of the schedule then.
     */
    public void hold() {
        held = true;
    }

    /** The level last decided, 0..maxLevel, in the ranker's score. */
    public double level() {
        return level;
    }

    /** Exposures that were due at the last update. */
    public double plan() {
        return plan;
    }

    /**
     * The hard gate as of the last update: whether a merchant may be boosted at all, total &lt; plan + slack + burst · grant
     * and never beyond the grant. What is in flight counts as in {@code total}.
     */
    public boolean isDue(PacerSettings settings, double total, double grant) {
        return total < Math.min(grant, plan + settings.slack() + settings.burst() * grant);
    }

    /**
     * When a merchant that is not due will be: the planned part of the grant, at most 1; infinity when it has had its grant.
     */
    public double dueAgainAt(PacerSettings settings, double total, double grant) {
        if (total >= grant) {
            return Double.POSITIVE_INFINITY;
        }
        double missing = total - plan - settings.slack() - settings.burst() * grant;
        double goal = grant + settings.ahead() - plan;
        return missing <= 0 || goal <= 0 ? planned : Math.min(1, planned + (1 - planned) * missing / goal);
    }

    /**
     * What every merchant's level rises by while all together are behind plan; negative while they are ahead. It moves at
     * once when traffic changes for all, long before a single merchant could tell.
     *
     * @param total sum of spent + in flight, exposures
     * @param plan sum of what is due, exposures
     * @param granted sum of grants, exposures
     */
    public static double commonLevel(PacerSettings settings, double total, double plan, double granted) {
        if (!(granted > 0)) {
            return 0;
        }
        double error = Math.max(-0.03, Math.min(0.03, (total - plan) / granted));
        return -settings.unit() * settings.commonGain() * error;
    }

    private static double clip(double level, double max) {
        return Math.min(max, Math.max(0, level));
    }

    /** What is to be stored of it; see the fields of the same names. */
    public record Snapshot(double base, double level, double planned, double plan, boolean held) {}

    Snapshot snapshot() {
        return new Snapshot(base, level, planned, plan, held);
    }

    static Pacer restored(Snapshot snapshot) {
        Pacer pacer = new Pacer(snapshot.base);
        pacer.level = snapshot.level;
        pacer.planned = snapshot.planned;
        pacer.plan = snapshot.plan;
        pacer.held = snapshot.held;
        return pacer;
    }
}
