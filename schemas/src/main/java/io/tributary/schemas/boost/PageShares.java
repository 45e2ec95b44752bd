package io.tributary.schemas.boost;

import java.util.HashMap;
import java.util.Map;

/**
 * How many items of each programme keep their boost on one page: no programme takes up more of it than its rule allows, however many of its
 * merchants' items are candidates. Asked for one candidate after the other, best boosted score first. Not for several threads at once.
 */
public final class PageShares {
    private final int positions;
    private final Map<String, Integer> boosted = new HashMap<>();

    /** @param positions of the page, at least 1 */
    public PageShares(int positions) {
        if (positions < 1) {
            throw new IllegalArgumentException("positions is " + positions + ": must be at least 1");
        }
        this.positions = positions;
    }

    /**
     * Whether the next best candidate keeps its boost. One that does not is ranked by its own score, and nothing is echoed with it.
     *
     * @param boost what it would be boosted by
     */
    public boolean admits(AppliedBoost boost) {
        if (boost.isNone() || boost.shareOfPage() >= 1) {
            return true;
        }
        // The product of two doubles may fall short of a whole number that is meant.
        int most = (int) Math.floor(boost.shareOfPage() * positions + 1e-9);
        return boosted.merge(boost.programmeId(), 1, Integer::sum) <= most;
    }
}
