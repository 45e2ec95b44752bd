package io.tributary.domain.enrolment;

import io.tributary.domain.enrolment.EnrolmentRecord.Waiting;
import java.util.function.Function;

/**
 * Who of those that wait for a seat has one, as a beat says it.
 *
 * @param merchantId whom it is about
 * @param beat its number
 * @param time epoch milliseconds
 * @param terms of a programme, by its id
 */
public record Seating(String merchantId, long beat, long time, Function<String, Terms> terms) {
    /** Nobody has a seat of a programme that has seats. */
    public static final Seating NONE = new Seating("", 0, 0, id -> Terms.NONE);

    /**
     * What a beat says of a programme's seats; see {@link SeatSearch}.
     *
     * @param place up to which seats are given; {@link Place#NONE} for none
     * @param coveredBeat who waited at that beat is covered
     * @param candidate place that tasks report on
     */
    public record Terms(Place place, long coveredBeat, Place candidate) {
        public static final Terms NONE = new Terms(Place.NONE, 0, Place.NONE);

        /**
         * Whether one that waits has a seat.
         *
         * @param sinceBeat number of the beat from which on it waits there
         */
        public boolean isSeat(Place waitsAt, long sinceBeat) {
            return sinceBeat <= coveredBeat && !waitsAt.isAfter(place);
        }
    }

    /**
     * The record with a seat, or how it waits for one.
     *
     * @param value of the attribute that the order goes by; null when it is unknown, or the order is that of time
     */
    public EnrolmentRecord seated(EnrolmentTerms of, EnrolmentRecord record, Double value) {
        return record.waits(hasSeat(record) ? null : waiting(of, record, value));
    }

    private boolean hasSeat(EnrolmentRecord record) {
        Waiting waiting = record.waiting();
        return waiting != null
                && terms.apply(record.programmeId()).isSeat(waiting.place(merchantId), waiting.sinceBeat());
    }

    /** Who waits at another place than before counts from this beat on: the pool has not heard of it there. */
    private Waiting waiting(EnrolmentTerms of, EnrolmentRecord record, Double value) {
        Waiting before = record.waiting();
        long since = before == null ? time : before.since();
        long order;
        if (of.seats().by() != null) {
            order = Seats.orderOf(value);
        } else {
            long requested = record.requestedAt(of.mode(), of.registration()::isOpenAt);
            order = Seats.orderOf(requested == 0 ? since : requested);
        }
        return before != null && before.order() == order ? before : new Waiting(order, beat, since);
    }
}
