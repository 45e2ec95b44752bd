package io.tributary.domain.enrolment;

/**
 * Gives seats, over beats: finds up to which place of the order those who wait can be let in. Tasks report how many have a seat, and how
 * many would if all who wait up to a candidate place came in. The last place at which these are not more than there are seats is found
 * by halving; each place at which they fit is put in force at once, since those before it are the first in the order in any case.
 *
 * <pre>
 *   CLOSED ── the rules have seats, and they are given by now ──> ALL: the candidate is the last place
 *   ALL:    all fit ──> in force, and again with each beat: who comes later comes in a beat later
 *           they do not, and a seat is free ──> HALVING of [nobody, the last place)
 *           no seat is free ──> nothing changes
 *   HALVING: they fit ──> in force; the candidate goes up        they do not ──> the candidate goes down
 *           every seat is taken, or nothing is left between ──> ALL
 *   any     the rules have no seats any more ──> CLOSED
 * </pre>
 *
 * <p>Never have more a seat than there are, whatever the delays and restarts, because
 * <ul>
 *   <li>a task lets in only those whose place is not behind {@code place}, and who waited there already at the beat {@code coveredBeat};
 *   <li>a place is put in force only when every task has reported on this very candidate, at a beat that is not before
 *       {@code candidateBeat}; {@code coveredBeat} is the earliest of these beats;
 *   <li>a report counts as wanted whoever has a seat, whoever waits up to the candidate, and whoever may come in by what was in force. A
 *       task reads beats in their order, so that nothing older is still to be followed by it then.
 * </ul>
 * So whoever comes in is counted in the sum that let it in, and who comes to wait after the report of its task is not covered.
 *
 * @param place up to which seats are given, {@link Place#NONE} for none
 * @param coveredBeat who waited at that beat is covered
 * @param candidate place that the tasks report on; {@link Place#NONE} while it is closed
 * @param candidateBeat number of the beat that first named it
 * @param range the search under way
 */
public record SeatSearch(Place place, long coveredBeat, Place candidate, long candidateBeat, Range range) {
    /** Nothing is given. */
    public static final SeatSearch CLOSED = new SeatSearch(Place.NONE, 0, Place.NONE, 0, Range.WHOLE);

    /**
     * Where the place that is looked for lies.
     *
     * @param fits the last place that was found to fit; {@link Place#NONE} for none
     * @param exceeds the first place that was found not to
     */
    public record Range(Place fits, Place exceeds) {
        static final Range WHOLE = new Range(Place.NONE, Place.LAST);
    }

    /**
     * What the tasks report.
     *
     * @param seated merchants that have a seat
     * @param wanted the same, with those who wait up to the candidate or may come in by what is in force
     * @param oldestBeat the earliest beat that any task's report answers; 0 when one says nothing of the programme
     */
    public record Sums(long seated, long wanted, long oldestBeat) {}

    /**
     * @param seats how many there are
     * @param beat number of the beat that is being made
     */
    public SeatSearch next(Sums sums, long seats, long beat) {
        if (candidate.equals(Place.NONE)) {
            return begun(beat);
        }
        if (sums.oldestBeat < candidateBeat) {
            return this;
        }
        boolean fit = sums.wanted <= seats;
        SeatSearch after = fit ? new SeatSearch(candidate, sums.oldestBeat, candidate, candidateBeat, range) : this;
        if (candidate.equals(Place.LAST)) {
            return fit || sums.seated >= seats ? after : after.halved(Range.WHOLE, beat);
        }
        boolean allTaken = fit ? sums.wanted == seats : sums.seated >= seats;
        Range left = fit ? new Range(candidate, range.exceeds) : new Range(range.fits, candidate);
        return allTaken ? after.begun(beat) : after.halved(left, beat);
    }

    private SeatSearch halved(Range left, long beat) {
        Place middle = left.fits.middle(left.exceeds);
        return middle.equals(left.fits) ? begun(beat) : new SeatSearch(place, coveredBeat, middle, beat, left);
    }

    private SeatSearch begun(long beat) {
        return new SeatSearch(place, coveredBeat, Place.LAST, beat, Range.WHOLE);
    }
}
