package io.tributary.domain.rollup;

import io.tributary.domain.Arm;
import io.tributary.domain.metric.WindowStatus;
import java.util.EnumMap;
import java.util.Map;

/** One programme's totals of one window. */
public final class GroupTotals {
    private final long windowEnd;
    private final Map<Arm, Totals> arms = new EnumMap<>(Arm.class);
    private Settled settled = Settled.NONE;
    private long merchants;
    private int revision;
    private boolean changed;

    /** How many of the rows folded in are provisional, and how many were restated. */
    public record Settled(long provisional, long restated) {
        static final Settled NONE = new Settled(0, 0);
    }

    /** An empty group of a window with this end (epoch milliseconds, exclusive). */
    public GroupTotals(long windowEnd) {
        this.windowEnd = windowEnd;
    }

    /** Goes on from what was kept. */
    public GroupTotals(long windowEnd, Map<Arm, Totals> arms, Settled settled, long merchants, int revision) {
        this.windowEnd = windowEnd;
        this.arms.putAll(arms);
        this.merchants = merchants;
        this.revision = revision;
        this.settled = settled;
    }

    /** Notes whether there is something to publish. */
    public GroupTotals changed(boolean now) {
        changed = now;
        return this;
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

    public Settled settled() {
        return settled;
    }

    /** How settled it is: provisional as long as any row of a merchant is. More merchants' rows may still come. */
    public WindowStatus status() {
        if (settled.provisional > 0) {
            return WindowStatus.PROVISIONAL;
        }
        return settled.restated > 0 ? WindowStatus.RESTATED : WindowStatus.FINAL;
    }

    /** Folds a change in. */
    public void fold(Arm arm, MerchantRows.Change change, boolean newMerchant) {
        arms.merge(arm, change.totals(), Totals::plus);
        settled = new Settled(settled.provisional + change.provisional(), settled.restated + change.restated());
        merchants += newMerchant ? 1 : 0;
        changed = true;
    }

    /** Notes that the totals are published, and returns the revision to publish them under. */
    public int publish() {
        changed = false;
        return ++revision;
    }
}
