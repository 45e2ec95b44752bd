package io.tributary.domain.merchant;

/**
 * A merchant's place in the work of its task: which one it is, up to where of the journal it has counted, and when it is visited. Every
 * event asks for these.
 */
abstract sealed class MerchantPlace permits MerchantCounts {
    private static final long NOTHING = -1;

    private long number;
    private long countedTo;
    private long lacksFrom = NOTHING;
    private long dueAt = Long.MAX_VALUE;
    private long correctionsDueAt = Long.MAX_VALUE;
    private boolean hydrated;
    private boolean queued;
    private boolean undecided;

    /** Tells it from the task's other merchants; not negative. */
    public long number() {
        return number;
    }

    void number(long one) {
        number = one;
    }

    /** Whether it was completed since the task started, see {@link Hydrator}. Not stored. */
    public boolean isHydrated() {
        return hydrated;
    }

    public void hydrated() {
        hydrated = true;
    }

    /** Whether the next sweep decides its eligibility anew. */
    public boolean isUndecided() {
        return undecided;
    }

    void undecided(boolean now) {
        undecided = now;
    }

    /** Whether the next sweep visits it. */
    public boolean isQueued() {
        return queued;
    }

    void queued(boolean now) {
        queued = now;
    }

    /** Service time at which a sweep visits it in any case, epoch milliseconds. */
    public long dueAt() {
        return dueAt;
    }

    void dueAt(long time) {
        dueAt = time;
    }

    /**
     * Service time at which a sweep publishes rows of windows that hold nothing but corrections, epoch milliseconds. Nothing is decided then: that a
     * refund is told of where it happened, too, is no reason to direct a merchant otherwise.
     */
    public long correctionsDueAt() {
        return correctionsDueAt;
    }

    void correctionsDueAt(long time) {
        correctionsDueAt = time;
    }

    /** Service time at which a sweep has something to do for it in any case, epoch milliseconds. */
    public long nextDueAt() {
        return Math.min(dueAt, correctionsDueAt);
    }

    /** Notes that it has counted the journal's entry at this position, which its record lacks. */
    public void journalled(long position) {
        countedTo = position + 1;
        if (lacksFrom == NOTHING) {
            lacksFrom = position;
        }
    }

    /** Notes that the journal's entry at this position has all that it has counted, and that its record lacks nothing older. */
    public void snapshotTaken(long position) {
        countedTo = position + 1;
        lacksFrom = position;
    }

    /** Whether its record lacks entries of the journal. */
    public boolean isLacking() {
        return lacksFrom != NOTHING;
    }

    /** Position of the first entry of the journal that its record lacks. */
    public long lacksFrom() {
        return lacksFrom;
    }

    /** Whether it has not counted its entry of the journal at this position yet. */
    public boolean isMissing(long position) {
        return position >= countedTo;
    }

    /** Notes that its record lacks nothing. */
    void recordWritten() {
        lacksFrom = NOTHING;
    }

    MerchantHead.Place place() {
        return new MerchantHead.Place(number, countedTo, queued, undecided);
    }

    void restore(MerchantHead.Place place) {
        number = place.number();
        countedTo = place.countedTo();
        queued = place.queued();
        undecided = place.undecided();
    }
}
