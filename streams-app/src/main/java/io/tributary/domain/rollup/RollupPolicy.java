package io.tributary.domain.rollup;

import java.util.concurrent.TimeUnit;

/**
 * What the roll-up is told by its surroundings.
 *
 * @param retentionMillis how long a window's parts are remembered, so that a restatement can replace them; at least a day.
 *     Refunds come up to a week late.
 * @param publishMillis time between publications of the groups that changed, milliseconds, at least 1
 * @param dayMillis shortest time between two publications of a day, for which all merchants of a programme are looked at: of the service's time
 * @param threshold fewest merchants of a group that is published, at least 1
 */
public record RollupPolicy(long retentionMillis, long publishMillis, long dayMillis, long threshold) {
    private static final long EACH_MINUTE = TimeUnit.MINUTES.toMillis(1);
    /** A day is published again after so much of the time that has passed since it ended: it settles soon, and changes little later. */
    private static final long PART_OF_AGE = 24;

    /** Ten days, longer than merchants' days are restated, which began a day before they ended; each second, days each minute. */
    public static final RollupPolicy DEFAULT = new RollupPolicy(TimeUnit.DAYS.toMillis(10), 1_000);

    /** Days each minute; with the usual threshold. */
    public RollupPolicy(long retentionMillis, long publishMillis) {
        this(retentionMillis, publishMillis, EACH_MINUTE, Disclosure.THRESHOLD);
    }

    /** The same with another number of merchants below which groups are withheld. */
    public RollupPolicy withThreshold(long merchants) {
        return new RollupPolicy(retentionMillis, publishMillis, dayMillis, merchants);
    }

    /** When a day that has changed may be published again; times are epoch milliseconds. */
    public long dayAgainAt(long dayEnd, long publishedAt) {
        return publishedAt + Math.max(dayMillis, (publishedAt - dayEnd) / PART_OF_AGE);
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
