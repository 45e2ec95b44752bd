package io.tributary.domain.eligibility;

import io.tributary.domain.Interned;
import java.util.ArrayList;
import java.util.List;

/**
 * Every programme's decision that stands about a merchant, and when time alone may change one of them. Immutable, and one object for all
 * merchants of which the same is decided: most are decided alike.
 *
 * <pre>
 *   undecided ──made──> stands ──made again, comes to the same──> stands: number, outcome and facts are those of the first time
 *                         └──made again, comes to something else──> another, with the next number
 * </pre>
 */
public final class Decisions {
    private static final Interned<Decisions> KNOWN = new Interned<>();
    /** Nothing was decided yet. */
    public static final Decisions NONE = new Decisions(List.of(), 0, Long.MAX_VALUE);

    private final List<Decision> all;
    private final long lastNumber;
    private final long reviewAt;

    private Decisions(List<Decision> all, long lastNumber, long reviewAt) {
        this.all = all;
        this.lastNumber = lastNumber;
        this.reviewAt = reviewAt;
    }

    /**
     * Decisions as they were stored.
     *
     * @param lastNumber number of the last decision that was made about the merchant; 0 before the first
     * @param reviewAt see {@link #reviewAt()}
     */
    public static Decisions of(List<Decision> all, long lastNumber, long reviewAt) {
        return KNOWN.of(new Decisions(List.copyOf(all), lastNumber, reviewAt));
    }

    /**
     * What stands after these were made: those that come to the same as before stand, the others get numbers.
     *
     * @param made of all programmes there are, in their order, without numbers; a programme that is missing has no decision any more
     * @param newReviewAt epoch milliseconds
     */
    public Decisions followedBy(List<Decision> made, long newReviewAt) {
        List<Decision> after = new ArrayList<>(made.size());
        long number = lastNumber;
        for (Decision each : made) {
            Decision old = of(each.programmeId(), after.size());
            after.add(old != null && old.isConfirmedBy(each) ? old : each.numbered(++number));
        }
        boolean stands = after.equals(all);
        if (stands && newReviewAt == reviewAt) {
            return this;
        }
        return KNOWN.of(new Decisions(stands ? all : List.copyOf(after), number, newReviewAt));
    }

    /** The decision of that programme, which is mostly where it was. */
    private Decision of(String programmeId, int probably) {
        boolean there = probably < all.size() && all.get(probably).programmeId().equals(programmeId);
        return there ? all.get(probably) : of(programmeId);
    }

    /** In the order of the programmes. */
    public List<Decision> all() {
        return all;
    }

    /** The decision of that programme, or null. */
    public Decision of(String programmeId) {
        for (Decision each : all) {
            if (each.programmeId().equals(programmeId)) {
                return each;
            }
        }
        return null;
    }

    /** Whether the merchant takes part in that programme. */
    public boolean isEligible(String programmeId) {
        Decision decision = of(programmeId);
        return decision != null && decision.eligible();
    }

    /** Whether the merchant waits for a seat of that programme. */
    public boolean isWithoutSeat(String programmeId) {
        Decision decision = of(programmeId);
        return decision != null && decision.outcome().ground() == Outcome.Ground.NO_SEAT;
    }

    /** Number of the last decision that was made about the merchant, though it may not stand any more; 0 before the first. */
    public long lastNumber() {
        return lastNumber;
    }

    /**
     * The first time at which one of them can come to something else by itself, because a tag ends, an age is reached or a programme is over:
     * the merchant is to be decided again then. Epoch milliseconds; {@link Long#MAX_VALUE} for never.
     */
    public long reviewAt() {
        return reviewAt;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Decisions that
                && lastNumber == that.lastNumber
                && reviewAt == that.reviewAt
                && all.equals(that.all);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * all.hashCode() + Long.hashCode(lastNumber)) + Long.hashCode(reviewAt);
    }

    @Override
    public String toString() {
        return all + " until " + reviewAt;
    }
}
