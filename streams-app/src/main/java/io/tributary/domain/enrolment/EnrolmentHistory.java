package io.tributary.domain.enrolment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * What is remembered of a merchant in the programmes that ask for it. Immutable; {@link #NONE} for all merchants of which nothing is.
 *
 * @param records one a programme, in no particular order
 */
public record EnrolmentHistory(List<EnrolmentRecord> records) {
    public static final EnrolmentHistory NONE = new EnrolmentHistory(List.of());

    /** Programmes of which events are remembered. */
    static final int MOST_ASKED = 64;

    /** A programme that is not published any more is forgotten after that time, unless the merchant is banned from it. */
    private static final long MEMORY = TimeUnit.DAYS.toMillis(3 * 366);

    public EnrolmentHistory {
        records = List.copyOf(records);
    }

    /** The record of that programme, or null. */
    public EnrolmentRecord of(String programmeId) {
        for (EnrolmentRecord each : records) {
            if (each.programmeId().equals(programmeId)) {
                return each;
            }
        }
        return null;
    }

    /** Whether it waits for a seat of any programme. */
    public boolean isWaiting() {
        for (EnrolmentRecord each : records) {
            if (each.waiting() != null) {
                return true;
            }
        }
        return false;
    }

    /** Ids of the programmes for a seat of which it waits. */
    public List<String> awaited() {
        return isWaiting()
                ? records.stream()
                        .filter(each -> each.waiting() != null)
                        .map(EnrolmentRecord::programmeId)
                        .toList()
                : List.of();
    }

    /** The same where it waits for seats of these programmes alone. */
    public EnrolmentHistory awaiting(Predicate<String> programmes) {
        EnrolmentHistory after = this;
        for (String programmeId : awaited()) {
            after = programmes.test(programmeId)
                    ? after
                    : after.with(of(programmeId).waits(null));
        }
        return after;
    }

    /**
     * The same after an event.
     *
     * @param time of the event, epoch milliseconds
     * @throws IllegalArgumentException when it is of one programme more than are remembered
     */
    public EnrolmentHistory told(EnrolmentEvent event, String programmeId, long time) {
        EnrolmentRecord before = of(programmeId);
        if (before == null && records.size() >= MOST_ASKED) {
            throw new IllegalArgumentException(
                    "programmeId: the merchant has asked for " + MOST_ASKED + " other programmes already");
        }
        EnrolmentRecord known = before == null ? EnrolmentRecord.none(programmeId) : before;
        return with(known.told(event, time));
    }

    /** The same with this record in place of the one of its programme. */
    public EnrolmentHistory with(EnrolmentRecord record) {
        EnrolmentRecord before = of(record.programmeId());
        if (record.equals(before) || before == null && record.isNone()) {
            return this;
        }
        List<EnrolmentRecord> after = new ArrayList<>(records);
        after.remove(before);
        if (!record.isNone()) {
            after.add(record);
        }
        return after.isEmpty() ? NONE : new EnrolmentHistory(after);
    }

    /** The same without what need not be remembered any more: of programmes that are not published. */
    public EnrolmentHistory without(Predicate<String> published, long now) {
        if (records.isEmpty()) {
            return this;
        }
        List<EnrolmentRecord> kept = records.stream()
                .filter(each -> published.test(each.programmeId())
                        || each.dates().bannedUntil() > now
                        || each.lastAt() > now - MEMORY)
                .toList();
        return kept.size() == records.size() ? this : kept.isEmpty() ? NONE : new EnrolmentHistory(kept);
    }
}
