package io.tributary.domain.rules;

import static io.tributary.domain.rules.Requirement.require;

import java.time.ZoneId;

/**
 * When it runs, and in which periods.
 *
 * @param startsAt first moment, epoch milliseconds UTC
 * @param endsAt first moment after it, epoch milliseconds UTC; {@link Long#MAX_VALUE} when open
 * @param zone zone in which periods begin
 * @param periodMinutes length of a period: a divisor or a multiple of 1440 minutes
 * @param openings when its windows are open
 */
public record Term(long startsAt, long endsAt, ZoneId zone, int periodMinutes, Openings openings) {
    private static final int DAY_MINUTES = 1440;

    /** Without windows. */
    public Term(long startsAt, long endsAt, ZoneId zone, int periodMinutes) {
        this(startsAt, endsAt, zone, periodMinutes, Openings.ALWAYS);
    }

    public Term {
        require(endsAt > startsAt, "endsAt", endsAt, "later than startsAt");
        require(
                periodMinutes > 0 && (DAY_MINUTES % periodMinutes == 0 || periodMinutes % DAY_MINUTES == 0),
                "periodMinutes",
                periodMinutes,
                "a divisor or a multiple of 1440");
    }
}
