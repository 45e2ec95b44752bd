package io.tributary.schemas.boost;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Tells beats that have just been written from those that a host only now reads: at its start, or after a pause of its own, when the
 * service may be long dead. Where the log ended at a moment of the host's own clock, what lies behind that end was written later. No
 * date, neither the host's nor the service's, comes into it.
 */
final class EndMarks {
    /** A beat that was surely written no longer ago than this is live, milliseconds. */
    static final long LIVE_MILLIS = 3_000;
    /** Between two questions for the end, milliseconds. */
    static final long EVERY_MILLIS = 1_000;

    private final Deque<Mark> marks = new ArrayDeque<>();

    private record Mark(long askedAt, long end) {}

    /** Whether it is time to ask again. */
    boolean isDue(long now) {
        return marks.isEmpty() || now - marks.getLast().askedAt >= EVERY_MILLIS;
    }

    /**
     * Takes an answer.
     *
     * @param askedAt before the question was sent, on the host's clock, milliseconds
     * @param end offset of the next record that was to be written then
     */
    void add(long askedAt, long end) {
        marks.addLast(new Mark(askedAt, end));
    }

    /** Whether the record at that offset was surely written lately. */
    boolean isLive(long offset, long now) {
        while (!marks.isEmpty() && now - marks.getFirst().askedAt > LIVE_MILLIS) {
            marks.removeFirst();
        }
        return marks.stream().anyMatch(mark -> mark.end <= offset);
    }
}
