package io.tributary.domain.pool;

import java.util.function.LongToDoubleFunction;

/**
 * How far a programme is through the part of a period in which it runs: the planned share, which grants are delivered by.
 *
 * <p>A pool is the period's promise, and all of it is planned over the traffic in which the programme can be delivered. So the
 * share is 0 until the first beat that boosts, and 1 from the end of the part on, which is the period's or the programme's own,
 * whichever is first. Between two beats of which the earlier boosts it moves by their part of the traffic that is left:
 *
 * <pre>share' = share + (1 − share) · f / (f + left)      f: traffic between the two, left: traffic to come until the end</pre>
 *
 * A pause, a kill switch, a time without any merchant task that answers and one without the service itself leave it where it
 * is, and what is still to be delivered is planned over what remains then. It never falls but once: at the beat at which the
 * end is moved out, it becomes the share that the traffic so far has of all the traffic up to the new end, if that is less.
 *
 * @param share planned share at the last beat, 0..1
 * @param run traffic in which the programme has run, as a share of the period's forecast, 0..1
 * @param end end of the running part as it was known at the last beat, epoch milliseconds
 * @param from share of the period's forecast traffic that had passed before its first beat, 0..1
 * @param boosts whether the last beat let the programme boost
 */
public record RunningPart(double share, double run, long end, double from, boolean boosts) {

    /** Planned share at which everything is to be delivered at the latest: the last of the traffic is kept to catch up with. */
    public static final double LATEST_FINISH = 0.96;

    private static final double LEAST_FINISH = 0.75;

    /** At the first beat of a period, or of the programme: nothing can have been delivered before it. */
    static RunningPart begin(double passed) {
        return new RunningPart(0, 0, Long.MIN_VALUE, passed, false);
    }

    /**
     * What one beat follows.
     *
     * @param last time of the beat before, epoch milliseconds
     * @param now its time
     * @param heard how long merchants go on being boosted after a beat when no other comes, milliseconds
     * @param end when the running part ends as far as is known now, epoch milliseconds
     */
    record Step(long last, long now, long heard, long end) {}

    /**
     * The part at the next beat.
     *
     * @param forecast F: share of the period's traffic until a time, 0..1, never falling
     * @param boostsNow whether the beat lets the programme boost
     */
    RunningPart next(Step step, LongToDoubleFunction forecast, boolean boostsNow) {
        double until = forecast.applyAsDouble(Math.min(step.now, step.end));
        double left = Math.max(0, forecast.applyAsDouble(step.end) - until);
        double used = boosts ? used(step, forecast) : 0;
        double moved = used + left <= 0 ? share : share + (1 - share) * used / (used + left);
        double nowRun = run + used;
        boolean movedOut = end != Long.MIN_VALUE && step.end > end && nowRun + left > 0;
        double next = movedOut ? Math.min(moved, nowRun / (nowRun + left)) : moved;
        double atEnd = step.now >= step.end ? 1 : Math.min(1, next);
        return new RunningPart(atEnd, nowRun, step.end, from, boostsNow);
    }

    private static double used(Step step, LongToDoubleFunction forecast) {
        long served = step.now - step.last > step.heard ? step.last + step.heard : step.now;
        double to = forecast.applyAsDouble(Math.min(served, step.end));
        return Math.max(0, to - forecast.applyAsDouble(step.last));
    }

    /** The planned share at a later time, if the programme goes on as it does now, 0..1. */
    double ahead(long now, long later, LongToDoubleFunction forecast) {
        if (!boosts || share >= 1) {
            return share;
        }
        double until = forecast.applyAsDouble(now);
        double left = forecast.applyAsDouble(end) - until;
        double part = forecast.applyAsDouble(Math.min(later, end)) - until;
        return left <= 0 ? 1 : Math.min(1, share + (1 - share) * Math.max(0, part) / left);
    }

    /**
     * Planned share at which everything is to be delivered: what is under way shortly before the end cannot be made up for.
     *
     * @param leadMillis how long before the end that is
     */
    double finish(long now, long leadMillis, LongToDoubleFunction forecast) {
        double left = forecast.applyAsDouble(end) - forecast.applyAsDouble(Math.min(now, end));
        double last = forecast.applyAsDouble(end) - forecast.applyAsDouble(Math.max(now, end - leadMillis));
        double early = left <= 0 ? share : share + (1 - share) * (1 - last / left);
        return Math.max(LEAST_FINISH, Math.min(LATEST_FINISH, early));
    }

    /** Share of the period's forecast traffic in which it has run, or will if nothing comes in between, 0..1. */
    double of(long now, LongToDoubleFunction forecast) {
        double left = forecast.applyAsDouble(end) - forecast.applyAsDouble(Math.min(now, end));
        return Math.min(1, run + Math.max(0, left));
    }
}
