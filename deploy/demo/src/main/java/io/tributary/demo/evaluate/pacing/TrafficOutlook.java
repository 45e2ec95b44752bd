package io.tributary.demo.evaluate.pacing;

/**
 * How much traffic is still to come in a period: the schedule says in what shape, the last part of the period at what
 * level. A forecast of the day's total would not do: when traffic halves at noon, only half of it comes.
 *
 * <pre>left = (1 − F) · level,  level' = (traffic' − level · F') / memory</pre>
 */
final class TrafficOutlook {
    /** Memory in units of schedule: half an hour of an even day. */
    private static final double MEMORY = 0.02;

    private double level;
    private double schedule;
    private double traffic;

    /** @param forecast traffic of the whole period as expected before it begins, not negative */
    public TrafficOutlook(double forecast) {
        if (!(forecast >= 0)) {
            throw new IllegalArgumentException("traffic forecast " + forecast + ": need 0 or more");
        }
        level = forecast;
    }

    /** At a beat: F and the traffic counted until now; neither falls within a period. */
    public void beat(double nowSchedule, double nowTraffic) {
        double passed = nowSchedule - schedule;
        if (passed > 0) {
            double keep = Math.exp(-passed / MEMORY);
            level = keep * level + (1 - keep) * (nowTraffic - traffic) / passed;
            schedule = nowSchedule;
            traffic = nowTraffic;
        }
    }

    /** Traffic per unit of schedule lately: what the whole period would have at this level. */
    public double level() {
        return level;
    }

    /** Traffic still to come. */
    public double left() {
        return Math.max(0, 1 - schedule) * level;
    }
}
