package io.tributary.domain.allocation;

import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;

/**
 * One merchant's boost level, moved so that spent + in flight follows its plan.
 *
 * <p>With E = spent + in flight − plan, in exposures, the level is
 *
 * <pre>level = clip(base + common − unit · k · E, 0, max),  k = gain / (1 + softening · grant),  base' = −integral · grant · k² · unit · E</pre>
 *
 * per unit of schedule. The proportional part is dual (sub)gradient descent on the price of the grant: the sum of all
 * steps η (shown − plan) is η E (Balseiro and Gur, Management Science 2019, eq. 4; Balseiro, Lu and Mirrokni, Operations
 * Research 2023, algorithm 1, with the Euclidean mirror map). The integral part removes the standing error that a
 * proportional price needs to hold its level (Karlsson, Feedback control in programmatic advertising, IEEE Control Systems
 * 2020). Where a change of one unit changes the rate of exposures by e, the loop is linear with natural frequency
 * grant · k · sqrt(integral): damped well for integral ≤ 1/4 at every size of grant. An exposure costs about unit · k / 4 of
 * value through the unrest of the price, so k falls with the grant: large merchants carry the value, small ones are cheap
 * to hold tightly.
 *
 * <p>A period begins with the base that the last one ended with. Not thread-safe.
 */
public final class Pacer {
    private double base;
    private double level;
    private double planned;

    /** A pacer that starts at a level, in the ranker's score. */
    public Pacer(double level) {
        this.base = level;
        this.level = level;
    }

    /** A new period: what was learnt of the level stays, the plan starts over. */
    public void startPeriod() {
        planned = 0;
        level = base;
    }

    /**
     * Moves the level; to be called when the merchant's total has changed and at beats.
     *
     * @param total spent + in flight, exposures
     * @param grant exposures, not negative
     * @param nowPlanned planned part of the grant until now, 0..1, never falling within a period
     * @param common part of the level that a beat carries for all merchants, see {@link #commonLevel}
     * @return the level, 0..maxLevel
     */
    public double update(PacerSettings settings, double total, double grant, double nowPlanned, double common) {
        double error = total - plan(settings, grant, nowPlanned);
        double gain = settings.gainFor(grant);
        double passed = Math.max(0, nowPlanned - planned);
        planned = Math.max(planned, nowPlanned);
        boolean pinned = error < 0 ? level >= settings.maxLevel() : level <= 0;
        if (!pinned) {
            double step = settings.integral() * grant * gain * gain * settings.unit() * error * passed;
            base = clip(base - step, settings.maxLevel());
        }
        level = clip(base + common - settings.unit() * gain * error, settings.maxLevel());
        return level;
    }

    /** The level last decided, 0..maxLevel, in the ranker's score. */
    public double level() {
        return level;
    }

    /** Exposures that are due at a planned part of the grant. */
    public static double plan(PacerSettings settings, double grant, double planned) {
        return Math.min(grant, (grant + settings.ahead()) * planned);
    }

    /**
     * The hard gate: whether a merchant may be boosted at all, total &lt; grant · min(1, planned + burst) + slack and never
     * beyond the grant. What is in flight is judged by {@link EndGate}.
     */
    public static boolean isDue(PacerSettings settings, double total, double grant, double planned) {
        double gate = grant * Math.min(1, planned + settings.burst()) + settings.slack();
        return total < Math.min(grant, gate);
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

    public void write(StateWriter writer) {
        writer.writeDouble(base);
        writer.writeDouble(level);
        writer.writeDouble(planned);
    }

    public static Pacer read(StateReader reader) {
        Pacer pacer = new Pacer(reader.readDouble());
        pacer.level = reader.readDouble();
        pacer.planned = reader.readDouble();
        return pacer;
    }
}
