package io.tributary.domain.ledger;

import io.tributary.domain.state.StateReader;
import io.tributary.domain.state.StateWriter;

/** A grant and what was spent of it in one period. All amounts are exposures. */
public final class Period {
    /** No period: nothing granted, nothing can be charged. */
    public static final Period NONE = new Period("", -1, -1);

    private final long start;
    private final long end;
    private final String prefix;
    private long granted;
    private long spent;
    private long unbooked;
    private double lost;

    Period(String programmeId, long start, long end) {
        this.start = start;
        this.end = end;
        this.prefix = start < 0 ? "" : DirectiveId.prefix(programmeId, start);
    }

    /** Epoch milliseconds, inclusive; -1 for none. */
    public long start() {
        return start;
    }

    /** Epoch milliseconds, exclusive; -1 for none. */
    public long end() {
        return end;
    }

    /** What the ids of this period's directives begin with. */
    public String prefix() {
        return prefix;
    }

    public long granted() {
        return granted;
    }

    public long spent() {
        return spent;
    }

    /** Charged, but not yet in the ledger. */
    public long unbooked() {
        return unbooked;
    }

    /**
     * Sets the grant.
     *
     * @throws IllegalArgumentException when negative
     */
    public void grant(long exposures) {
        if (exposures < 0) {
            throw new IllegalArgumentException("a grant cannot be negative: " + exposures);
        }
        granted = exposures;
    }

    /** Charges one exposure. */
    public void charge() {
        spent++;
        unbooked++;
    }

    /**
     * Counts a loss of relevance, as far as it is within what the merchant's exposures may lose.
     *
     * @param most in all so far
     * @return what is counted of it
     */
    public double lose(double relevance, double most) {
        double counted = Math.min(relevance, Math.max(0, most - lost));
        lost += counted;
        return counted;
    }

    /** Takes what is to be booked. */
    public long book() {
        long exposures = unbooked;
        unbooked = 0;
        return exposures;
    }

    void write(StateWriter writer) {
        writer.writeLong(start);
        writer.writeLong(end);
        writer.writeLong(granted);
        writer.writeLong(spent);
        writer.writeLong(unbooked);
        writer.writeDouble(lost);
    }

    static Period read(String programmeId, StateReader reader) {
        long start = reader.readLong();
        long end = reader.readLong();
        Period period = start < 0 ? NONE : new Period(programmeId, start, end);
        long granted = reader.readLong();
        long spent = reader.readLong();
        long unbooked = reader.readLong();
        double lost = reader.readDouble();
        if (start >= 0) {
            period.granted = granted;
            period.spent = spent;
            period.unbooked = unbooked;
            period.lost = lost;
        }
        return period;
    }
}
