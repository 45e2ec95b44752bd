package io.tributary.domain.ledger;

/** A grant and what was spent of it in one period. All amounts are exposures. Only the {@link Ledger} changes one. */
public final class Period {
    /** No period: nothing is granted, nothing can be charged. */
    static final Period NONE = new Period(-1, -1);

    private final long start;
    private final long end;
    private long granted;
    private long spent;
    private long unbooked;
    private long unbookedCredits;
    private double lost;

    Period(long start, long end) {
        this.start = start;
        this.end = end;
    }

    /** Epoch milliseconds, inclusive; -1 for none. */
    public long start() {
        return start;
    }

    /** Epoch milliseconds, exclusive; -1 for none. */
    public long end() {
        return end;
    }

    public long granted() {
        return granted;
    }

    /** Charged less credited; never negative. It exceeds the grant by what was on its way when the grant was used up. */
    public long spent() {
        return spent;
    }

    /** Charged, but not yet in the audit trail. */
    public long unbooked() {
        return unbooked;
    }

    /** Given back as invalid traffic, but not yet in the audit trail. */
    public long unbookedCredits() {
        return unbookedCredits;
    }

    /** Relevance that its exposures have lost, in the unit of the programme, as far as it was counted. */
    public double lost() {
        return lost;
    }

    /** Whether an exposure under this directive is charged to this period. */
    boolean isOf(String directiveId, String programmeId, long lastSequence, long time, long slackMillis) {
        return start >= 0 && DirectiveId.isLive(directiveId, programmeId, start, lastSequence, time, slackMillis);
    }

    void grant(long exposures) {
        if (exposures < 0) {
            throw new IllegalArgumentException("a grant cannot be negative: " + exposures);
        }
        granted = exposures;
    }

    void charge() {
        spent++;
        unbooked++;
    }

    void credit(long exposures) {
        if (exposures < 0 || exposures > spent) {
            throw new IllegalArgumentException("cannot give back " + exposures + " exposures of " + spent);
        }
        spent -= exposures;
    }

    /** Gives back one that was charged, to be booked later. */
    void revoke() {
        credit(1);
        unbookedCredits++;
    }

    /**
     * Counts a loss of relevance, as far as it is within what the merchant's exposures may lose.
     *
     * @param most in all so far
     * @return what is counted of it
     */
    double lose(double relevance, double most) {
        double counted = Math.min(relevance, Math.max(0, most - lost));
        lost += counted;
        return counted;
    }

    /**
     * Takes back a loss of relevance.
     *
     * @return what is taken back of it: no more than was counted
     */
    double regain(double relevance) {
        double back = Math.min(relevance, lost);
        lost -= back;
        return back;
    }

    /** Takes what is to be booked. */
    long book() {
        long exposures = unbooked;
        unbooked = 0;
        return exposures;
    }

    /** Takes what is to be booked as given back. */
    long bookCredits() {
        long exposures = unbookedCredits;
        unbookedCredits = 0;
        return exposures;
    }

    /** What is to be stored of it; see the fields of the same names. */
    public record Snapshot(
            long start, long end, long granted, long spent, long unbooked, long unbookedCredits, double lost) {}

    Snapshot snapshot() {
        return new Snapshot(start, end, granted, spent, unbooked, unbookedCredits, lost);
    }

    static Period restored(Snapshot snapshot) {
        if (snapshot.start < 0) {
            return NONE;
        }
        Period period = new Period(snapshot.start, snapshot.end);
        period.granted = snapshot.granted;
        period.spent = snapshot.spent;
        period.unbooked = snapshot.unbooked;
        period.unbookedCredits = snapshot.unbookedCredits;
        period.lost = snapshot.lost;
        return period;
    }
}
