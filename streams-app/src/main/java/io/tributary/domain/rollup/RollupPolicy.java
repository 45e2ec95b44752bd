package io.tributary.domain.rollup;

import java.time.ZoneId;
import java.util.concurrent.TimeUnit;

/**
 * What the roll-up is told by its surroundings.
 *
 * @param retentionMillis how long the parts of hours and days are remembered, so that a restatement can replace them; at least a day.
 *     Corrections come up to the correction horizon after the day's end, which is a day after its begin.
 * @param publishMillis time between publications of the groups that changed, milliseconds, at least 1
 * @param dayMillis shortest time between two publications of a day, for which all merchants of a programme are looked at: of the service's time
 * @param threshold fewest merchants of a group that is published, at least 1
 * @param zone in which days begin
 */
public record RollupPolicy(long retentionMillis, long publishMillis, long dayMillis, long threshold, ZoneId zone) {
    private static final long EACH_MINUTE = TimeUnit.MINUTES.toMillis(1);
    /** A day is published again after so much of the time that has passed since it ended: it settles soon, and changes little later. */
    private static final long PART_OF_AGE = 24;

    private static final long EACH_SECOND = TimeUnit.SECONDS.toMillis(1);
    /** Minutes are final after their grace: they are remembered for a service that was down for long. */
    private static final long MINUTES_RETENTION = TimeUnit.DAYS.toMillis(10);
    /** From a window's begin to the end of its day, which may have 25 hours, and what rows are late. */
    private static final long BEYOND_HORIZON = TimeUnit.DAYS.toMillis(2);

    /** For a correction horizon of 30 days; each second, days each minute. */
    public static final RollupPolicy DEFAULT = of(TimeUnit.DAYS.toMillis(30));

    /** Remembers hours and days for two days longer than merchants correct them; each second, days each minute. */
    public static RollupPolicy of(long restateMillis) {
        return new RollupPolicy(restateMillis + BEYOND_HORIZON, EACH_SECOND);
    }

    /** Days each minute, as they are in China; with the usual threshold. */
    public RollupPolicy(long retentionMillis, long publishMillis) {
        this(retentionMillis, publishMillis, EACH_MINUTE, Disclosure.THRESHOLD, ZoneId.of("Asia/Shanghai"));
    }

    /** The same with another number of merchants below which groups are withheld. */
    public RollupPolicy withThreshold(long merchants) {
        return new RollupPolicy(retentionMillis, publishMillis, dayMillis, merchants, zone);
    }

    /** The same with days of another zone. */
    public RollupPolicy withZone(ZoneId other) {
        return new RollupPolicy(retentionMillis, publishMillis, dayMillis, threshold, other);
    }

    /** When a day that has changed may be published again; times are epoch milliseconds. */
    public long dayAgainAt(long dayEnd, long publishedAt) {
        return publishedAt + Math.max(dayMillis, (publishedAt - dayEnd) / PART_OF_AGE);
    }

    /** How long minutes are remembered, of which there are many more, milliseconds. */
    public long minutesRetentionMillis() {
        return Math.min(retentionMillis, MINUTES_RETENTION);
    }

    public RollupPolicy {
        if (retentionMillis < TimeUnit.DAYS.toMillis(1)) {
            throw new IllegalArgumentException(
                    "roll-up retention must be at least a day (86400000 ms), is " + retentionMillis);
        }
        if (dayMillis < 1 || threshold < 1) {
            throw new IllegalArgumentException("roll-up of days: interval and threshold must be at least 1, are "
                    + dayMillis + " ms and " + threshold);
        }
        if (publishMillis < 1) {
            throw new IllegalArgumentException("roll-up interval must be at least 1 ms, is " + publishMillis);
        }
    }
}
