package io.tributary.domain.enrolment;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.function.LongPredicate;

/**
 * What is remembered of a merchant in one programme that asks for it. Immutable.
 *
 * <pre>
 *   nothing ──request──> asked ──all conditions hold──> registered ──(clauses fail and hold again: stays registered)
 *      ^                                                    │  └──an exit's condition holds──> curing ──holds no more──> registered
 *      └────── left by its own word, or a hard exit ────────┴─────────────────────────────────────┘
 *              (requests until then are forgotten; cool-off and ban run from here)
 * </pre>
 *
 * @param requests one of each kind at most, since it left last
 * @param cures of exits whose condition holds and that wait for it to be put right
 * @param exits ids of the hard exits by which it left last; none when it did by its own word, or never
 * @param waiting for a seat; null: it does not wait
 */
public record EnrolmentRecord(
        String programmeId,
        List<Request> requests,
        Dates dates,
        List<Cure> cures,
        List<String> exits,
        Waiting waiting) {

    /** Of one that waits for no seat. */
    public EnrolmentRecord(
            String programmeId, List<Request> requests, Dates dates, List<Cure> cures, List<String> exits) {
        this(programmeId, requests, dates, cures, exits, null);
    }

    /**
     * That it fulfils all but that there is a seat.
     *
     * @param order what its {@link Place} goes by
     * @param sinceBeat number of the beat from which on it waits at this place
     * @param since time of the beat from which on it waits, epoch milliseconds
     */
    public record Waiting(long order, long sinceBeat, long since) {
        public Place place(String merchantId) {
            return Place.of(merchantId, order);
        }
    }

    /**
     * That it was asked for.
     *
     * @param firstAt time of the first event, epoch milliseconds
     * @param lastAt time of the last event, epoch milliseconds
     */
    public record Request(EnrolmentEvent event, long firstAt, long lastAt) {
        private Request with(long time) {
            return new Request(event, Math.min(firstAt, time), Math.max(lastAt, time));
        }
    }

    /**
     * Epoch milliseconds, 0 for never.
     *
     * @param enrolledAt when it first took part since it left last
     * @param declinedAt when it left by its own word
     * @param exitedAt when a hard exit ended its part
     * @param bannedUntil first moment after its ban, {@link Long#MAX_VALUE} for never
     */
    public record Dates(long enrolledAt, long declinedAt, long exitedAt, long bannedUntil) {
        static final Dates NONE = new Dates(0, 0, 0, 0);
    }

    /** @param since when the exit's condition came to hold, epoch milliseconds */
    public record Cure(String exit, long since) {}

    public EnrolmentRecord {
        requests = List.copyOf(requests);
        cures = List.copyOf(cures);
        exits = List.copyOf(exits);
    }

    /** Of a merchant of which nothing is remembered. */
    static EnrolmentRecord none(String programmeId) {
        return new EnrolmentRecord(programmeId, List.of(), Dates.NONE, List.of(), List.of());
    }

    boolean isNone() {
        return dates.equals(Dates.NONE) && requests.isEmpty() && waiting == null;
    }

    /** When it left last, 0 for never. */
    long leftAt() {
        return Math.max(dates.declinedAt, dates.exitedAt);
    }

    /** The last moment that is noted in it, but for the end of a ban. */
    long lastAt() {
        long last = Math.max(leftAt(), dates.enrolledAt);
        for (Request each : requests) {
            last = Math.max(last, each.lastAt);
        }
        return waiting == null ? last : Math.max(last, waiting.since);
    }

    /** Whether something is to be put right. */
    public boolean isCuring() {
        return !cures.isEmpty();
    }

    /** Whether it has left, and did not come in since. */
    public boolean hasLeft() {
        return !isRegistered() && leftAt() != 0;
    }

    boolean isRegistered() {
        return dates.enrolledAt != 0;
    }

    /** Whether it has left by its own word and was not asked for since. */
    boolean hasDeclined() {
        return dates.declinedAt != 0 && dates.declinedAt >= dates.exitedAt && requests.isEmpty();
    }

    /** The earliest moment at which it was asked for as the mode wants it, of those that count; 0 for none. */
    long requestedAt(EnrolmentMode mode, LongPredicate counts) {
        long earliest = 0;
        for (Request each : requests) {
            if (mode.isMetBy(each.event)) {
                long at = counts.test(each.firstAt) ? each.firstAt : counts.test(each.lastAt) ? each.lastAt : 0;
                earliest = at != 0 && (earliest == 0 || at < earliest) ? at : earliest;
            }
        }
        return earliest;
    }

    boolean isRequested(EnrolmentMode mode) {
        return requests.stream().anyMatch(each -> mode.isMetBy(each.event));
    }

    /** When the exit's condition came to hold, 0 when it is not being cured. */
    long curingSince(String exit) {
        return cures.stream()
                .filter(each -> each.exit.equals(exit))
                .mapToLong(Cure::since)
                .findFirst()
                .orElse(0);
    }

    /** The same after an event. One that is told twice, or is older than its leaving, changes nothing. */
    EnrolmentRecord told(EnrolmentEvent event, long time) {
        if (time <= leftAt()) {
            return this;
        }
        List<Request> after = new ArrayList<>();
        if (event == EnrolmentEvent.LEFT) {
            for (Request each : requests) {
                if (each.lastAt > time) {
                    after.add(each.firstAt > time ? each : new Request(each.event, each.lastAt, each.lastAt));
                }
            }
            Dates left = new Dates(0, time, dates.exitedAt, dates.bannedUntil);
            // Whom it waits with is told by the next decision, which every leaving leads to.
            return new EnrolmentRecord(programmeId, after, left, List.of(), List.of(), waiting);
        }
        Request told = new Request(event, time, time);
        for (Request each : requests) {
            if (each.event == event) {
                told = each.with(time);
            } else {
                after.add(each);
            }
        }
        after.add(told);
        return new EnrolmentRecord(programmeId, after, dates, cures, exits, waiting);
    }

    /** The same once hard exits ended its part. */
    EnrolmentRecord exited(List<String> by, long now, long bannedUntil) {
        Dates after = new Dates(0, dates.declinedAt, now, Math.max(bannedUntil, dates.bannedUntil));
        return new EnrolmentRecord(programmeId, List.of(), after, List.of(), by);
    }

    EnrolmentRecord curing(List<Cure> now) {
        return now.equals(cures) ? this : new EnrolmentRecord(programmeId, requests, dates, now, exits, waiting);
    }

    /** The same of a merchant that takes no part: nothing is to be put right. */
    public EnrolmentRecord outside() {
        return curing(List.of());
    }

    /** The same once it takes part; the first time counts. */
    public EnrolmentRecord enrolled(long now) {
        Dates after = new Dates(now, dates.declinedAt, dates.exitedAt, dates.bannedUntil);
        return isRegistered() && waiting == null
                ? this
                : new EnrolmentRecord(programmeId, requests, isRegistered() ? dates : after, cures, exits);
    }

    /** The same while it waits for a seat; null when it does not any more. */
    public EnrolmentRecord waits(Waiting now) {
        return Objects.equals(now, waiting)
                ? this
                : new EnrolmentRecord(programmeId, requests, dates, cures, exits, now);
    }

    /** For people: what is noted, moments in UTC. */
    public String text() {
        StringJoiner text = new StringJoiner(", ");
        requests.forEach(each -> text.add(each.event.type() + moment(each.firstAt)));
        add(text, "enrolled", dates.enrolledAt);
        add(text, "left", dates.declinedAt);
        add(text, "ended by " + String.join(" and ", exits), dates.exitedAt);
        if (dates.bannedUntil == Long.MAX_VALUE) {
            text.add("banned for good");
        } else {
            add(text, "banned until", dates.bannedUntil);
        }
        cures.forEach(each -> text.add("curing " + each.exit + moment(each.since)));
        if (waiting != null) {
            text.add("waiting for a seat since" + moment(waiting.since));
        }
        return text.toString();
    }

    private static void add(StringJoiner text, String what, long time) {
        if (time != 0) {
            text.add(what + moment(time));
        }
    }

    private static String moment(long time) {
        return " " + Instant.ofEpochMilli(time);
    }
}
