package io.tributary.domain.allocation;

import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;

/**
 * Finds the level at which one merchant's exposures follow its plan. How a merchant responds to a boost is not known, only that
 * more boost brings no less: exposures lately delivered, divided by the push that brought them, estimate it where the merchant
 * is, and the level moves by a small power towards the push that the plan asks for. Time is counted in traffic (F(t)), so a
 * quiet night teaches little and forgets little. Levels outlive the period: a merchant responds tomorrow as it did today.
 *
 * <p>Push is the boost less 1: strength times level, at most the programme's limit.
 */
public final class Pacer {
    /** Traffic over which exposures are remembered and the level moves, as a share of the period's. */
    private static final double MEMORY = 0.05;
    /** How far ahead the plan is aimed at, as a share of the period's traffic. */
    private static final double HORIZON = 0.06;
    /** Less traffic than this is not divided by. */
    private static final double LEAST_AHEAD = 0.005;
    /** Exposures that must speak for a change before it is believed. */
    private static final double PRIOR = 2;
    /** Who is behind is asked for at most so many times its planned rate. */
    private static final double CATCH_UP = 4;
    /** Largest change of the level at a visit, as a factor. */
    private static final double MAX_STEP = 1.5;

    private static final double LEAST_LEVEL = 1e-4;
    private static final double MOST_LEVEL = 1e4;

    private double level = 1;
    /** The programme's strength when the level was last moved; 0 before. */
    private double strength;

    private double schedule;
    private double delivered;
    private double effort;
    private double push;
    /** Traffic between the last two times. Not stored: a visit advances before it steers. */
    private double passed;

    /** The merchant's boost relative to the programme's strength. */
    public double level() {
        return level;
    }

    /**
     * A new period: what is remembered is of the last one. The push that served then serves now, whatever has become of the
     * programme's strength: near a period's end that says little about the morning.
     */
    public void startPeriod(double strengthNow) {
        if (strength > 0 && strengthNow > 0) {
            level = clip(level * strength / strengthNow);
        }
        schedule = 0;
        delivered = 0;
        effort = 0;
        push = 0;
    }

    /** Counts an exposure. */
    public void charge() {
        delivered++;
    }

    /**
     * Follows the traffic.
     *
     * @param now F(t), 0..1
     */
    public void advance(double now) {
        passed = Math.max(0, now - schedule);
        double keep = Math.exp(-passed / MEMORY);
        delivered *= keep;
        effort = effort * keep + push * passed;
        schedule = Math.max(schedule, now);
    }

    /** Traffic between the last two times, as a share of the period's. */
    public double passed() {
        return passed;
    }

    /** Notes the push from now on, as a mean over all requests; 0 while there is no boost. */
    public void push(double now) {
        push = now;
    }

    /** The push from the last time on. */
    public double push() {
        return push;
    }

    /**
     * Exposures per period that the plan asks for from here on.
     *
     * @param granted exposures of the period
     * @param used spent and in flight
     */
    public double desired(long granted, double used) {
        double ahead = Math.min(1, schedule + HORIZON);
        double due = granted * DeliveryPlan.share(ahead) - used;
        double rate = Math.max(0, due) / Math.max(LEAST_AHEAD, ahead - schedule);
        return Math.min(rate, CATCH_UP * granted);
    }

    /**
     * Moves the level.
     *
     * @param desired exposures per period that the merchant should get
     * @param strengthNow the programme's
     * @param mostPush the programme's limit
     */
    public void steer(double desired, double strengthNow, double mostPush) {
        strength = strengthNow;
        double inForce = Math.min(mostPush, strength * level);
        double ratio = effort <= 0 ? 1 : (desired * effort / inForce + PRIOR) / (delivered + PRIOR);
        double step = Math.min(MAX_STEP, Math.max(1 / MAX_STEP, Math.pow(ratio, passed / MEMORY)));
        level = clip(Math.min(mostPush / strength, level * step));
    }

    private static double clip(double level) {
        return Math.max(LEAST_LEVEL, Math.min(MOST_LEVEL, level));
    }

    /** Exposures to be expected of a push over some traffic; cautious: one more than were seen. */
    public double expected(double newPush, double traffic) {
        return effort <= 0 ? 0 : (delivered + 1) / effort * newPush * traffic;
    }

    public void write(StateWriter writer) {
        writer.writeDouble(level);
        writer.writeDouble(strength);
        writer.writeDouble(schedule);
        writer.writeDouble(delivered);
        writer.writeDouble(effort);
        writer.writeDouble(push);
    }

    public static Pacer read(StateReader reader) {
        Pacer pacer = new Pacer();
        pacer.level = reader.readDouble();
        pacer.strength = reader.readDouble();
        pacer.schedule = reader.readDouble();
        pacer.delivered = reader.readDouble();
        pacer.effort = reader.readDouble();
        pacer.push = reader.readDouble();
        return pacer;
    }
}
