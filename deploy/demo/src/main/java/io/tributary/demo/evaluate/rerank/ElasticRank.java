package io.tributary.demo.evaluate.rerank;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * ElasticRank: Xu, Zhao, Wang, Pang, Xu, Chua, de Rijke, "Understanding Accuracy-Fairness Trade-offs in Re-ranking through
 * Elasticity in Economics", SIGIR 2025 (arXiv 2504.14991), in the form of its authors' FairDiverse toolkit: a group's bonus is
 * its distance from an anchor group in the space curved by x^(1-t), times the slope there:
 * {@code lambda (a^(1-t) - p^(1-t)) (1-t) p^-t}, with p the group's and a the anchor's share of utility so far, each counted from
 * 1.
 */
final class ElasticRank extends BonusReRanker {
    private final double lambda;
    private final double elasticity;
    private final double anchor;
    private final double[] utilities;

    /**
     * @param lambda weight of fairness: the strength
     * @param elasticity the paper's t, not negative, not 1; higher cares more for the poorest
     * @param anchor which group the others are measured against, as its place from the poorest, 0..1
     */
    ElasticRank(int providers, int k, double lambda, double elasticity, double anchor) {
        super(providers, k);
        this.lambda = lambda;
        this.elasticity = elasticity;
        this.anchor = anchor;
        this.utilities = new double[providers];
        Arrays.fill(utilities, 1);
    }

    @Override
    void bonuses(double[] bonus) {
        double[] sorted = utilities.clone();
        Arrays.sort(sorted);
        double total = DoubleStream.of(sorted).sum();
        double anchored = curved(sorted[Math.min(sorted.length - 1, (int) (sorted.length * anchor))] / total);
        for (int provider = 0; provider < bonus.length; provider++) {
            double share = utilities[provider] / total;
            bonus[provider] = lambda * (anchored - curved(share)) * (1 - elasticity) * Math.pow(share, -elasticity);
        }
    }

    private double curved(double share) {
        return Math.pow(share, 1 - elasticity);
    }

    @Override
    public void observe(Request request, int[] places) {
        for (int place : places) {
            utilities[request.providers()[place]] += request.scores()[place];
        }
    }
}
