package io.tributary.domain.rules;

import io.tributary.domain.enrolment.ClockState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A time that runs for each merchant of its own: it is supported from its start, inclusive, to its end, exclusive.
 *
 * <pre>
 *   from (joined, first sale, an event)    start                                    end: the first of
 *   |---------- startsAfter ----------|snap|--------------- lasts -----------------|
 *                                          |------ until so much is sold -----|
 * </pre>
 *
 * Start and end are functions of what happened to the merchant, so that they are the same whenever they are asked for. Times are epoch
 * milliseconds.
 */
public record SupportClock(Start start, End end, Calendar calendar) {
    /** What {@link Start#from} can name besides a type of event. */
    public static final String JOINED = "JOINED";

    public static final String ENROLLED = "ENROLLED";
    public static final String FIRST_SALE = "FIRST_SALE";

    private static final Set<String> NAMED = Set.of(JOINED, ENROLLED, FIRST_SALE);
    private static final Pattern TYPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    /** When a clock ends that has no end by time. */
    public static final long NEVER = Long.MAX_VALUE;

    /** What a start is moved on to; one that lies there already stays. */
    public enum Snap {
        NONE,
        DAY,
        MONTH
    }

    /**
     * @param from {@link #JOINED}, {@link #ENROLLED}, {@link #FIRST_SALE}, or a type of event
     * @param after how long afterwards; null for at once
     */
    public record Start(String from, ClockSpan after, Snap snap) {
        public Start {
            // A type that is spelt like one of the others would be waited for without end.
            boolean isNear = NAMED.contains(from.toUpperCase(Locale.ROOT).replace('-', '_'));
            if (!NAMED.contains(from) && (isNear || !TYPE.matcher(from).matches())) {
                throw new IllegalArgumentException(
                        "clock.from: is " + from + ", must be JOINED, ENROLLED, FIRST_SALE or"
                                + " another type of event such as listed: lower-case letters, digits and hyphens");
            }
        }
    }

    /**
     * @param lasts from the start on; null when it is not ended by time
     * @param until what is sold from the start on; null when it is not ended by that
     * @param carryOver whether time does not count in which the programme is paused or no window is open
     */
    public record End(ClockSpan lasts, Limit until, boolean carryOver) {
        public End {
            if (carryOver && lasts == null) {
                throw new IllegalArgumentException(
                        "clock.carryOver: is true, must go with lasts, of which it keeps what is unused");
            }
        }
    }

    /**
     * What a merchant may sell, net of what is turned back; the first of both counts.
     *
     * @param orders paid order lines; {@link Long#MAX_VALUE} for any number
     * @param sales minor units of the currency; {@link Long#MAX_VALUE} for any amount
     * @param currency ISO 4217 code; empty when sales are any
     */
    public record Limit(long orders, long sales, String currency) {
        public Limit {
            if (orders == Long.MAX_VALUE && sales == Long.MAX_VALUE) {
                throw new IllegalArgumentException("clock.until: has nothing, must have orders or sales");
            }
            if (currency.isEmpty() != (sales == Long.MAX_VALUE)) {
                throw new IllegalArgumentException(
                        "clock.until.currency: must be given with sales, and only with them");
            }
        }

        /** Whether so much was sold once. */
        public boolean isReached(ClockState.Sold sold) {
            return sold.most().orders() >= orders || sold.most().sales() >= sales;
        }
    }

    /**
     * What it is reckoned with.
     *
     * @param open when the programme's windows are open
     */
    public record Calendar(ZoneId zone, WorkDays workDays, OpenTime open) {}

    /** When it starts of which the beginning is known. */
    public long startsAt(long anchor) {
        long from = start.after() == null ? anchor : start.after().after(anchor, calendar);
        if (start.snap() == Snap.NONE) {
            return from;
        }
        ZonedDateTime local = Instant.ofEpochMilli(from).atZone(calendar.zone());
        LocalDate day = local.toLocalDate();
        LocalDate first = start.snap() == Snap.DAY ? day : day.withDayOfMonth(1);
        long begins = begin(first);
        return begins == from ? from : begin(start.snap() == Snap.DAY ? first.plusDays(1) : first.plusMonths(1));
    }

    private long begin(LocalDate day) {
        return day.atTime(LocalTime.MIDNIGHT)
                .atZone(calendar.zone())
                .toInstant()
                .toEpochMilli();
    }

    /**
     * When it ends by time.
     *
     * @param startsAt as {@link #startsAt} gave it
     * @param carried open time in pauses of the programme since then, milliseconds
     */
    public long endsAt(long startsAt, long carried) {
        if (end.lasts() == null) {
            return NEVER;
        }
        long plain = end.lasts().after(startsAt, calendar);
        return end.carryOver() ? calendar.open().after(startsAt, plain - startsAt + carried) : plain;
    }

    /** Whether it waits for what only the service itself knows: that the merchant is eligible. */
    boolean isFromEnrolment() {
        return start.from().equals(ENROLLED);
    }
}
