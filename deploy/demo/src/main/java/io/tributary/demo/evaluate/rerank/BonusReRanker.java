package io.tributary.demo.evaluate.rerank;

import io.tributary.schemas.boost.BoostedTop;
import java.util.Arrays;

/** Ranks by score + the bonus of the item's provider: all published methods here have this form. */
abstract class BonusReRanker implements ReRanker {
    private final BoostedTop top;
    private final double[] ones;
    private final double[] current;
    private final double[] applied;

    /**
     * @param providers how many there are
     * @param k most items of a request
     */
    BonusReRanker(int providers, int k) {
        this.top = new BoostedTop(k);
        this.ones = new double[providers];
        this.current = new double[providers];
        this.applied = new double[providers];
        Arrays.fill(ones, 1);
    }

    /** The bonus of each provider, in units of score; what earlier requests were shown decides it. */
    abstract void bonuses(double[] bonus);

    /** How much the bonuses count for one request. */
    double weight(Request request) {
        return 1;
    }

    @Override
    public final void refresh() {
        bonuses(current);
    }

    @Override
    public final void choose(Request request, int[] places) {
        double weight = weight(request);
        for (int provider = 0; provider < applied.length; provider++) {
            applied[provider] = weight * current[provider];
        }
        top.choose(request.scores(), request.providers(), ones, applied, places);
    }
}
