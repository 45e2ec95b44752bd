package io.tributary.domain.enrolment;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What is remembered of a merchant in the programmes that ask for it. Immutable; {@link #NONE} for all merchants of which nothing is.
 *
 * @param records one a programme, in no particular order
 * @param ladders one a programme whose ladder of stages asks for it, likewise
 */
public record EnrolmentHistory(List<EnrolmentRecord> records, List<LadderRecord> ladders) {
    public static final EnrolmentHistory NONE = new EnrolmentHistory(List.of());

    /** Programmes of which events are remembered. */
    static final int MOST_ASKED = 64;

    /** A programme that is not published any more is forgotten after that time, unless the merchant is banned from it. */
    private static final long MEMORY = TimeUnit.DAYS.toMillis(3 * 366);

    public EnrolmentHistory {
        records = List.copyOf(records);
        ladders = List.copyOf(ladders);
    }

    /** Of a merchant of whose stages nothing is remembered. */
    public EnrolmentHistory(List<EnrolmentRecord> records) {
        this(records, List.of());
    }

    private static EnrolmentHistory of(List<EnrolmentRecord> records, List<LadderRecord> ladders) {
        return records.isEmpty() && ladders.isEmpty() ? NONE : new EnrolmentHistory(records, ladders);
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
        return of(after, ladders);
    }

    /** What is remembered of the merchant on that programme's ladder; null for nothing. */
    public LadderRecord ladder(String programmeId) {
        for (LadderRecord each : ladders) {
            if (each.programmeId().equals(programmeId)) {
                return each;
            }
        }
        return null;
    }

    private EnrolmentHistory with(String programmeId, UnaryOperator<LadderRecord> change) {
        LadderRecord before = ladder(programmeId);
        LadderRecord known = before == null ? LadderRecord.none(programmeId) : before;
        LadderRecord now = change.apply(known);
        if (now.equals(known)) {
            return this;
        }
        List<LadderRecord> after = new ArrayList<>(ladders);
        after.remove(before);
        if (!now.isNone()) {
            after.add(now);
        }
        return of(records, after);
    }

    /** The same after a period in which so many exposures were charged under a programme. */
    public EnrolmentHistory delivered(String programmeId, long exposures) {
        return with(programmeId, ladder -> ladder.delivered(exposures));
    }

    /** The same once the merchant graduates from a programme, by this condition, epoch milliseconds. */
    public EnrolmentHistory graduated(String programmeId, StageCondition by, StageStep.Graduation terms, long now) {
        return with(programmeId, ladder -> ladder.graduated(by, terms, now));
    }

    /** The same once support under a programme has ended since it does not help, epoch milliseconds. */
    public EnrolmentHistory ended(String programmeId, EvidenceEnd terms, long now) {
        return with(programmeId, ladder -> ladder.ended(terms, now));
    }

    /** The same of a merchant that takes part in a programme: whoever had been away begins from nothing. */
    public EnrolmentHistory takingPart(String programmeId) {
        LadderRecord known = ladder(programmeId);
        return known == null || known.ending() == null
                ? this
                : with(programmeId, ladder -> LadderRecord.none(programmeId));
    }

    /** The same after a sale, epoch milliseconds: mostly this very one. */
    public EnrolmentHistory sold(long time) {
        EnrolmentHistory after = this;
        for (LadderRecord each : ladders) {
            after = after.with(each.programmeId(), ladder -> ladder.sold(time));
        }
        return after;
    }

    /** The same once it was told whether the merchant still sells after that programme. */
    public EnrolmentHistory told(String programmeId) {
        return with(programmeId, LadderRecord::told);
    }

    /** When the next of these times comes at which it is to be told whether it still sells; {@link Long#MAX_VALUE} for never. */
    public long survivalDue(long now) {
        long due = Long.MAX_VALUE;
        for (LadderRecord each : ladders) {
            due = each.survivalAt() > now ? Math.min(due, each.survivalAt()) : due;
        }
        return due;
    }

    /** The same without what need not be remembered any more: of programmes that are not published. */
    public EnrolmentHistory without(Predicate<String> published, long now) {
        if (this == NONE) {
            return this;
        }
        List<EnrolmentRecord> kept = records.stream()
                .filter(each -> published.test(each.programmeId())
                        || each.dates().bannedUntil() > now
                        || each.lastAt() > now - MEMORY)
                .toList();
        List<LadderRecord> climbed = ladders.stream()
                .filter(each -> published.test(each.programmeId()) || each.isAwayAt(now))
                .toList();
        boolean same = kept.size() == records.size() && climbed.size() == ladders.size();
        return same ? this : of(kept, climbed);
    }
}
