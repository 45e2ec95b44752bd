package io.tributary.schemas.boost;

import io.tributary.schemas.boost.ReferenceReRanker.Ranked;
import java.util.List;

/**
 * What boosts did to one page: which items they put off it, and what each that came in their place cost the shopper. The
 * losses of a page add up to the difference of its scores with and without boosts.
 */
public final class Displacement {
    private final int pageSize;
    private final double meanDisplaced;

    private Displacement(int pageSize, double meanDisplaced) {
        this.pageSize = pageSize;
        this.meanDisplaced = meanDisplaced;
    }

    /**
     * @param ranked all candidates of a request, as {@link ReferenceReRanker#rank} gave them
     * @param pageSize places on the page, at least 1
     */
    public static Displacement of(List<Ranked> ranked, int pageSize) {
        double sum = 0;
        int displaced = 0;
        for (Ranked item : ranked) {
            if (item.baseRank() < pageSize && item.finalRank() >= pageSize) {
                sum += item.candidate().score();
                displaced++;
            }
        }
        return new Displacement(pageSize, displaced == 0 ? 0 : sum / displaced);
    }

    /**
     * What showing an item costs, in the ranker's score: mean score of the items put off the page, less its own; 0 for what
     * would be on the page anyway.
     */
    public double lossOf(Ranked item) {
        boolean brought = item.baseRank() >= pageSize && item.finalRank() < pageSize;
        // Rounding alone could make it less than 0, where all have the same score.
        return brought ? Math.max(0, meanDisplaced - item.candidate().score()) : 0;
    }
}
