package io.tributary.demo.evaluate.rerank;

/**
 * One line of the result. What a method does not have is not a number.
 *
 * @param k items per request
 * @param method none, a published method, tributary (the study), service, or bound
 * @param ndcg mean discounted gain over the best possible, 0..1
 * @param uLoss mean loss of score per item shown
 * @param minMaxRatio least utility of a provider over the most
 * @param mmf share of utility of the worst-off half of the providers
 * @param gini Gini index of utilities
 * @param entropy entropy of the shares of utility, bits
 * @param ef elastic fairness
 * @param nanosPerDecision mean time from a request to its items, warm, refresh of the boosts included
 */
record RerankRow(
        int k,
        String method,
        double ndcg,
        double uLoss,
        double minMaxRatio,
        double mmf,
        double gini,
        double entropy,
        double ef,
        double nanosPerDecision) {
    static final String BOUND = "bound";

    static RerankRow of(int k, String method, Quality quality, double nanosPerDecision) {
        ProviderFairness fairness = quality.fairness();
        return new RerankRow(
                k,
                method,
                quality.ndcg(),
                quality.uLoss(),
                fairness.minMaxRatio(),
                fairness.mmf(),
                fairness.gini(),
                fairness.entropy(),
                fairness.ef(),
                nanosPerDecision);
    }

    static RerankRow bound(int k, double budget, double mmf) {
        double none = Double.NaN;
        return new RerankRow(k, BOUND, none, budget, none, mmf, none, none, none, none);
    }
}
