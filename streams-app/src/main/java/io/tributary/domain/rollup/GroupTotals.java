package io.tributary.domain.rollup;

import io.tributary.domain.Arm;
import java.util.EnumMap;
import java.util.Map;

/** One programme's totals of one window. */
public final class GroupTotals {
    private final long windowEnd;
    private final Map<Arm, Totals> arms = new EnumMap<>(Arm.class);
    private long merchants;
    private int revision;
    private boolean changed;

    /** An empty group of a window with this end (epoch milliseconds, exclusive). */
    public GroupTotals(long windowEnd) {
        this.windowEnd = windowEnd;
    }

    /** Goes on from what was kept. */
    public GroupTotals(long windowEnd, Map<Arm, Totals> arms, long merchants, int revision, boolean changed) {
        this.windowEnd = windowEnd;
        this.arms.putAll(arms);
        this.merchants = merchants;
        this.revision = revision;
        this.changed = changed;
    }

    /** End of the window, epoch milliseconds, exclusive. */
    public long windowEnd() {
        return windowEnd;
    }

    /** Totals by arm. */
    public Map<Arm, Totals> arms() {
        return arms;
    }

    /** Merchants folded in. */
    public long merchants() {
        return merchants;
    }

    /** Publications so far. */
    public int revision() {
        return revision;
    }

    /** Whether there is something to publish. */
    public boolean changed() {
        return changed;
    }

    /** Folds a change in. */
    public void fold(Arm arm, Totals delta, boolean newMerchant) {
        arms.merge(arm, delta, Totals::plus);
        merchants += newMerchant ? 1 : 0;
        changed = true;
    }

    /** Notes that the totals are published, and returns the revision to publish them under. */
    public int publish() {
        changed = false;
        return ++revision;
    }
}
