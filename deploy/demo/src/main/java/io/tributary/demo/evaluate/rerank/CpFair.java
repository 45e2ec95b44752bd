package io.tributary.demo.evaluate.rerank;

/**
 * CPFair: Naghiaei, Rahmani, Deldjoo, "CPFair: Personalized Consumer and Producer Fairness Re-ranking for Recommender Systems",
 * SIGIR 2022 (arXiv 2204.08085): a penalty on unequal exposure of the producers' groups, solved greedily. Here on the producers'
 * side only and for many groups, as in the FairDiverse toolkit, whose results are compared with: the bonus of a group is
 * lambda * (1 - its share of the exposures so far).
 */
final class CpFair extends BonusReRanker {
    private final double lambda;
    private final double[] exposures;
    private double total;

    /** @param lambda weight of fairness in units of score, not negative: the strength */
    CpFair(int providers, int k, double lambda) {
        super(providers, k);
        this.lambda = lambda;
        this.exposures = new double[providers];
    }

    @Override
    void bonuses(double[] bonus) {
        for (int provider = 0; provider < bonus.length; provider++) {
            bonus[provider] = lambda * (1 - (total == 0 ? 0 : exposures[provider] / total));
        }
    }

    @Override
    public void observe(Request request, int[] places) {
        for (int place : places) {
            exposures[request.providers()[place]]++;
        }
        total += places.length;
    }
}
