package io.tributary.demo.evaluate.rerank;

/** The ranker's own order. */
final class NoSupport extends BonusReRanker {
    NoSupport(int providers, int k) {
        super(providers, k);
    }

    @Override
    void bonuses(double[] bonus) {
        // All stay 0.
    }

    @Override
    public void observe(Request request, int[] places) {
        // Nothing depends on it.
    }
}
