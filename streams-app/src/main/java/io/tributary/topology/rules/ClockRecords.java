package io.tributary.topology.rules;

import io.tributary.domain.rules.ClockSpan;
import io.tributary.domain.rules.OpenTime;
import io.tributary.domain.rules.SupportClock;
import io.tributary.domain.rules.Term;
import io.tributary.programmes.v1.ClockLimit;
import io.tributary.programmes.v1.ClockSnap;
import io.tributary.topology.calendar.WorkCalendar;
import java.util.EnumMap;
import java.util.Map;

/** Clocks, from records to the domain. */
final class ClockRecords {
    private ClockRecords() {}

    /**
     * @param clock null for none
     * @param term of its programme
     * @throws IllegalArgumentException naming the field and what it must be
     */
    static SupportClock clock(io.tributary.programmes.v1.SupportClock clock, Term term) {
        if (clock == null) {
            return null;
        }
        SupportClock.Start start = new SupportClock.Start(
                clock.getFrom(), span("clock.startsAfter", clock.getStartsAfter()), snap(clock.getSnap()));
        SupportClock.End end = new SupportClock.End(
                span("clock.lasts", clock.getLasts()), limit(clock.getUntil()), clock.getCarryOver());
        OpenTime open = new OpenTime(term.openings(), term.startsAt());
        return new SupportClock(start, end, new SupportClock.Calendar(term.zone(), WorkCalendar::isWorked, open));
    }

    private static ClockSpan span(String path, io.tributary.programmes.v1.ClockSpan span) {
        if (span == null) {
            return null;
        }
        Map<ClockSpan.Unit, Integer> given = new EnumMap<>(ClockSpan.Unit.class);
        given.put(ClockSpan.Unit.HOURS, span.getHours());
        given.put(ClockSpan.Unit.DAYS, span.getDays());
        given.put(ClockSpan.Unit.BUSINESS_DAYS, span.getBusinessDays());
        given.put(ClockSpan.Unit.MONTHS, span.getMonths());
        given.values().removeIf(count -> count == null);
        if (given.size() != 1) {
            throw new IllegalArgumentException(path + ": has " + given.size()
                    + " units, must have just one of hours, days, businessDays and months");
        }
        Map.Entry<ClockSpan.Unit, Integer> only = given.entrySet().iterator().next();
        return new ClockSpan(only.getValue(), only.getKey());
    }

    private static SupportClock.Snap snap(ClockSnap snap) {
        if (snap == ClockSnap.UNKNOWN) {
            throw new IllegalArgumentException("clock.snap: is one that this version does not know");
        }
        return snap == null ? SupportClock.Snap.NONE : SupportClock.Snap.valueOf(snap.name());
    }

    private static SupportClock.Limit limit(ClockLimit limit) {
        if (limit == null) {
            return null;
        }
        return new SupportClock.Limit(
                limit.getOrders() == null ? Long.MAX_VALUE : limit.getOrders(),
                limit.getSales() == null ? Long.MAX_VALUE : limit.getSales(),
                limit.getCurrency() == null ? "" : limit.getCurrency());
    }
}
