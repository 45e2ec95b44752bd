package io.tributary.domain.ledger;

/**
 * A promise of exposures to one merchant under one programme, from one moment to another. Each exposure uses one of it, until nothing is
 * left; what is left at its end expires. Only the {@link Ledger} changes one.
 *
 * <pre>
 *   issued ---- each exposure that is valid within its time: left - 1 ----> used up, forgotten once that is booked
 *      |---------- its time is over: EXPIRE what is left -----------------> forgotten
 *      +---------- CLAW_BACK what is left --------------------------------> forgotten
 * </pre>
 */
public final class Coupon {
    private final String id;
    private final long from;
    private final long until;
    private long left;
    /** Used, but not yet in the audit trail: by exposures of the current period, and of the one before. */
    private long unbooked;

    private long unbookedBefore;

    /**
     * @param id no other coupon of the merchant in this programme ever had
     * @param exposures what it is for, at least 1
     * @param from first moment of its time, epoch milliseconds
     * @param until first moment after it, epoch milliseconds
     */
    public Coupon(String id, long exposures, long from, long until) {
        if (exposures < 1 || until <= from) {
            throw new IllegalArgumentException(
                    "coupon " + id + ": of " + exposures + " exposures from " + from + " until " + until);
        }
        this.id = id;
        this.left = exposures;
        this.from = from;
        this.until = until;
    }

    private Coupon(Snapshot stored) {
        this.id = stored.id;
        this.from = stored.from;
        this.until = stored.until;
        this.left = stored.left;
        this.unbooked = stored.unbooked;
        this.unbookedBefore = stored.unbookedBefore;
    }

    public String id() {
        return id;
    }

    /** Epoch milliseconds. */
    public long from() {
        return from;
    }

    /** Epoch milliseconds, exclusive. */
    public long until() {
        return until;
    }

    /** Exposures. */
    public long left() {
        return left;
    }

    boolean isValidAt(long time) {
        return from <= time && time < until;
    }

    boolean isUsableAt(long time) {
        return left > 0 && isValidAt(time);
    }

    /**
     * @param isCurrent whether the exposure is of the current period
     */
    void use(boolean isCurrent) {
        left--;
        if (isCurrent) {
            unbooked++;
        } else {
            unbookedBefore++;
        }
    }

    /** Takes what is to be booked of the current period, or of the one before. */
    long book(boolean isCurrent) {
        long exposures = isCurrent ? unbooked : unbookedBefore;
        if (isCurrent) {
            unbooked = 0;
        } else {
            unbookedBefore = 0;
        }
        return exposures;
    }

    /** Whether there is nothing left to use or to book. */
    boolean isOver() {
        return left == 0 && unbooked == 0 && unbookedBefore == 0;
    }

    /** What is to be stored of it; see the fields of the same names. */
    public record Snapshot(String id, long from, long until, long left, long unbooked, long unbookedBefore) {}

    Snapshot snapshot() {
        return new Snapshot(id, from, until, left, unbooked, unbookedBefore);
    }

    static Coupon restored(Snapshot snapshot) {
        return new Coupon(snapshot);
    }
}
