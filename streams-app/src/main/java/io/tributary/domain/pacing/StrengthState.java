package io.tributary.domain.pacing;

/**
 * What the strength controller remembers of one programme.
 *
 * @param strength boost level in force
 * @param total spent + in flight at the last beat, exposures
 * @param schedule F at the last beat, 0..1
 * @param delivered exposures delivered lately, fading
 * @param effort strength times schedule spent on delivering them, fading alike
 * @param logSum sum of schedule times the logarithm of strength, over this period
 * @param logWeight sum of that schedule
 */
public record StrengthState(
        double strength,
        double total,
        double schedule,
        double delivered,
        double effort,
        double logSum,
        double logWeight) {

    /** Before the first beat. */
    public static StrengthState initial(double strength) {
        return new StrengthState(strength, 0, 0, 0, 0, 0, 0);
    }

    /**
     * A new period begins with the usual strength of the last one, not with its last: near a period's end only a few
     * members are left and the strength says little about the morning.
     */
    public StrengthState startPeriod() {
        return initial(logWeight > 0 ? Math.exp(logSum / logWeight) : strength);
    }

    /** Nothing to steer at this beat: only the reference points move. */
    StrengthState hold(double newTotal, double newSchedule) {
        return new StrengthState(strength, newTotal, newSchedule, delivered, effort, logSum, logWeight);
    }
}
