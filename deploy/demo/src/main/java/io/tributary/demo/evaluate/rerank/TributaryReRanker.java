package io.tributary.demo.evaluate.rerank;

import io.tributary.schemas.boost.BoostedTop;

/** Ours: the allocator's boosts in a table that is written at each refresh, and the reference re-ranker's rule on them. */
final class TributaryReRanker implements ReRanker {
    private final FairAllocation allocation;
    private final int k;
    private final double[] multipliers;
    private final double[] additives;
    private final BoostedTop top;

    TributaryReRanker(FairAllocation allocation, int providers, int k) {
        this.allocation = allocation;
        this.k = k;
        this.multipliers = new double[providers];
        this.additives = new double[providers];
        this.top = new BoostedTop(k);
    }

    @Override
    public void choose(Request request, int[] places) {
        top.choose(request.scores(), request.providers(), multipliers, additives, places);
    }

    @Override
    public void observe(Request request, int[] places) {
        for (int place : places) {
            allocation.shown(request.providers()[place], request.scores()[place]);
        }
        double base = request.topSum(k);
        allocation.requestDone((base - request.shownSum(places)) / k, base / k);
    }

    @Override
    public void refresh() {
        for (int provider = 0; provider < multipliers.length; provider++) {
            multipliers[provider] = allocation.multiplier(provider);
            additives[provider] = allocation.additive(provider);
        }
    }
}
