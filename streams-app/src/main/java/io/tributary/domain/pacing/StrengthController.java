package io.tributary.domain.pacing;

/**
 * Moves a programme's strength so that spent + in flight follows granted · F(t).
 *
 * <p>Per unit of schedule, delivery should run at (granted · F(t + H) − total) / (F(t + H) − F(t)) to be on plan a horizon
 * H from now. The response to strength is not known, only that it rises; delivered ÷ (strength · schedule) over the
 * recent past estimates it where the controller is, and the strength moves towards desired ÷ response by a small power
 * per beat. Relating what was delivered to the strength that was in force then, instead of to the one now, is what keeps
 * the loop calm when reports lag.
 */
public final class StrengthController {
    /** Memory and speed, as a part of the period; a quarter of an hour of a day. */
    private static final double MEMORY = 0.01;
    /** The same in beats where these are coarse: reports lag by some beats. */
    private static final double MEMORY_BEATS = 5;
    /** Exposures that must speak for a change before it is believed. */
    private static final double PRIOR = 4;
    /** Members that are still due are asked for at most so many times their own planned rate. */
    private static final double CATCH_UP = 4;
    /** Largest change of strength per beat, as a factor. */
    private static final double MAX_STEP = 1.25;

    private StrengthController() {}

    /** Bounds of the strength. */
    public record Limits(double min, double max) {
        public Limits {
            if (!(min > 0 && min <= max)) {
                throw new IllegalArgumentException("strength limits " + min + ".." + max + ": need 0 < min <= max");
            }
        }

        double clip(double strength) {
            return Math.min(max, Math.max(min, strength));
        }
    }

    /** How far ahead the plan is aimed at, milliseconds. */
    public static long horizonMillis(long beatMillis, long periodMillis) {
        return Math.round(2 * memoryMillis(beatMillis, periodMillis));
    }

    private static double memoryMillis(long beatMillis, long periodMillis) {
        return Math.max(1, Math.max(MEMORY * periodMillis, MEMORY_BEATS * beatMillis));
    }

    /** The state after one beat. */
    public static StrengthState next(StrengthState state, StrengthInput in, Limits limits) {
        double ahead = in.scheduleAhead() - in.schedule();
        if (in.granted() <= 0 || in.dueGrants() <= 0 || ahead <= 0) {
            return state.hold(in.total(), in.schedule());
        }
        double part = in.beatMillis() / memoryMillis(in.beatMillis(), in.periodMillis());
        double passed = Math.max(0, in.schedule() - state.schedule());
        double delivered = Math.max(0, state.delivered() * Math.exp(-part) + in.total() - state.total());
        double effort = state.effort() * Math.exp(-part) + state.strength() * passed;

        double missing = in.granted() * in.scheduleAhead() - in.total();
        double due = Math.min(Math.max(0, missing / ahead), CATCH_UP * in.dueGrants());
        double desired = in.allowance() * due;
        double ratio = (desired * effort / state.strength() + PRIOR) / (delivered + PRIOR);
        double step = Math.min(MAX_STEP, Math.max(1 / MAX_STEP, Math.pow(ratio, part)));
        double strength = limits.clip(state.strength() * step);
        return new StrengthState(
                strength,
                in.total(),
                in.schedule(),
                delivered,
                effort,
                state.logSum() + passed * Math.log(strength),
                state.logWeight() + passed);
    }
}
