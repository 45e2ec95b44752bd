package io.tributary.domain.reward;

/** How far a merchant has come with one mission. */
public final class MissionProgress {
    private final String missionId;
    /** Counted towards the next time that it is fulfilled; of a daily one, on {@link #day}. */
    private long counted;

    private long day;
    private int fulfilled;
    private int rewarded;
    private long fulfilledAt;

    MissionProgress(String missionId) {
        this.missionId = missionId;
    }

    String missionId() {
        return missionId;
    }

    boolean isFulfilled() {
        return fulfilled > 0;
    }

    /** When it was fulfilled last, epoch milliseconds. */
    long fulfilledAt() {
        return fulfilledAt;
    }

    /**
     * Counts an event. Of a daily mission only those of the last day count that any event was of: an earlier day is over.
     *
     * @param on the event's local day, since 1970
     */
    void count(Mission.Terms terms, long quantity, long on, long time) {
        if (fulfilled >= terms.most() || terms.daily() && on < day) {
            return;
        }
        if (terms.daily() && on > day) {
            counted = 0;
        }
        day = on;
        long before = counted;
        counted = Math.min(Long.MAX_VALUE / 2, counted + quantity);
        long times =
                terms.daily() ? (before < terms.every() && counted >= terms.every() ? 1 : 0) : counted / terms.every();
        if (times > 0) {
            fulfilled = (int) Math.min(terms.most(), fulfilled + times);
            fulfilledAt = time;
            counted = terms.daily() ? counted : counted % terms.every();
        }
    }

    /** Takes one fulfilment that was not rewarded yet. */
    boolean reward() {
        boolean isDue = rewarded < fulfilled;
        rewarded += isDue ? 1 : 0;
        return isDue;
    }

    /** What is to be stored of it; see the fields of the same names. */
    public record Snapshot(String missionId, long counted, long day, int fulfilled, int rewarded, long fulfilledAt) {}

    Snapshot snapshot() {
        return new Snapshot(missionId, counted, day, fulfilled, rewarded, fulfilledAt);
    }

    static MissionProgress restored(Snapshot snapshot) {
        MissionProgress progress = new MissionProgress(snapshot.missionId);
        progress.counted = snapshot.counted;
        progress.day = snapshot.day;
        progress.fulfilled = snapshot.fulfilled;
        progress.rewarded = snapshot.rewarded;
        progress.fulfilledAt = snapshot.fulfilledAt;
        return progress;
    }
}
