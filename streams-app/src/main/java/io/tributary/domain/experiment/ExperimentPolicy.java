package io.tributary.domain.experiment;

import java.time.ZoneId;
import java.util.concurrent.TimeUnit;

/**
 * How sums by bucket become figures. Times are milliseconds.
 *
 * @param zone in which days begin
 * @param graceMillis a day is final this long after its end; not negative
 * @param publishMillis of service time between two publications, at least 60,000: tasks tell once a minute
 * @param retentionMillis days are kept this long, and so are the days that a version is compared over; at least 40 days
 */
public record ExperimentPolicy(ZoneId zone, long graceMillis, long publishMillis, long retentionMillis) {
    private static final long LEAST_RETENTION = TimeUnit.DAYS.toMillis(40);
    private static final long MINUTE = TimeUnit.MINUTES.toMillis(1);

    public ExperimentPolicy {
        require(graceMillis >= 0, "grace", graceMillis);
        require(publishMillis >= MINUTE, "publication interval", publishMillis);
        require(retentionMillis >= LEAST_RETENTION, "retention", retentionMillis);
    }

    /** Days are kept for 400 days. */
    public static ExperimentPolicy of(ZoneId zone, long graceMillis, long publishMillis) {
        return new ExperimentPolicy(zone, graceMillis, publishMillis, TimeUnit.DAYS.toMillis(400));
    }

    private static void require(boolean holds, String name, long value) {
        if (!holds) {
            throw new IllegalArgumentException("experiment: " + name + ": " + value + " ms is out of range");
        }
    }
}
