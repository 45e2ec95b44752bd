package io.tributary.demo.marketplace;

import java.time.Instant;
import java.time.ZoneId;

/**
 * How busy shoppers are over a local day, relative to the day's mean: quiet at four in the morning, a first peak towards
 * eleven, the main one at nine in the evening. Two harmonics of the day, so the mean over 24 hours is exactly 1.
 */
public final class DailyCurve {
    /** Never exceeded by {@link #at}. */
    public static final double MAX = 2.0;

    private static final double DAY_WEIGHT = 0.55;
    private static final double DAY_PEAK_HOUR = 16.5;
    private static final double HALF_DAY_WEIGHT = 0.35;
    private static final double HALF_DAY_PEAK_HOUR = 9.5;
    private static final double HOURS = 24;
    private static final double MILLIS_PER_HOUR = 3_600_000;

    private final ZoneId zone;

    public DailyCurve(ZoneId zone) {
        this.zone = zone;
    }

    /** Intensity at a moment: 1 is the day's mean; always above 0 and at most {@link #MAX}. */
    public double at(long epochMillis) {
        Instant instant = Instant.ofEpochMilli(epochMillis);
        long offsetMillis = zone.getRules().getOffset(instant).getTotalSeconds() * 1000L;
        double hour = (epochMillis + offsetMillis) / MILLIS_PER_HOUR % HOURS;
        return 1
                + DAY_WEIGHT * Math.cos(2 * Math.PI * (hour - DAY_PEAK_HOUR) / HOURS)
                + HALF_DAY_WEIGHT * Math.cos(4 * Math.PI * (hour - HALF_DAY_PEAK_HOUR) / HOURS);
    }
}
