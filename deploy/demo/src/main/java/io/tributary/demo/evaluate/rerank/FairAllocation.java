package io.tributary.demo.evaluate.rerank;

/** Whom to support and how much: what the allocator of a programme offers to a ranker. */
interface FairAllocation {
    /** Factor on the scores of a provider's items, at least 1. */
    double multiplier(int provider);

    /** What is added to the scores of a provider's items, not negative. */
    double additive(int provider);

    /** An item of the provider was shown. */
    void shown(int provider, double score);

    /**
     * All items of a request were shown.
     *
     * @param loss mean score per item that the request lost by support
     * @param base mean score per item without support
     */
    void requestDone(double loss, double base);
}
