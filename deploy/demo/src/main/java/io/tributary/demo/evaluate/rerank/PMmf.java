package io.tributary.demo.evaluate.rerank;

import java.util.Arrays;

/**
 * P-MMF: Xu, Chen, Xu, Shen, Zhang, Wang, Dong, "P-MMF: Provider Max-min Fairness Re-ranking in Recommender System", The Web
 * Conference 2023 (arXiv 2303.06660), without preference among providers (rho = 1, no capacity): items are ranked by score - mu
 * of their provider, and mu follows a momentum of the dual's subgradient, projected onto the dual's feasible set in each step.
 *
 * <p>That set is {mu : for every set of providers, sum of mu >= -lambda}; the sum over a set is least where it takes all negative
 * mu, so the set is {mu : sum max(-mu, 0) <= lambda}, and the projection lifts the negative mu by one common amount, up to 0. It
 * is found exactly from the sorted mu, like the projection onto a simplex (Duchi et al., "Efficient Projections onto the
 * l1-Ball", ICML 2008).
 */
final class PMmf extends BonusReRanker {
    private final double lambda;
    private final double rate;
    private final double momentum;
    private final int k;
    private final double[] mu;
    private final double[] gradient;

    /**
     * @param lambda weight of fairness, in units of score: the strength
     * @param rate step of the dual, above 0, in units of score
     * @param momentum the paper's gamma: weight of the newest gradient, 0..1
     */
    PMmf(int providers, int k, double lambda, double rate, double momentum) {
        super(providers, k);
        this.lambda = lambda;
        this.rate = rate;
        this.momentum = momentum;
        this.k = k;
        this.mu = new double[providers];
        this.gradient = new double[providers];
    }

    @Override
    void bonuses(double[] bonus) {
        for (int provider = 0; provider < bonus.length; provider++) {
            bonus[provider] = -mu[provider];
        }
    }

    @Override
    public void observe(Request request, int[] places) {
        for (int provider = 0; provider < mu.length; provider++) {
            gradient[provider] = momentum + (1 - momentum) * gradient[provider];
        }
        for (int place : places) {
            gradient[request.providers()[place]] -= momentum / k;
        }
        for (int provider = 0; provider < mu.length; provider++) {
            mu[provider] -= rate * gradient[provider];
        }
        project(mu, lambda);
    }

    /** Moves the point to the nearest one whose negative part sums to at most the radius. */
    static void project(double[] point, double radius) {
        double[] sorted = point.clone();
        Arrays.sort(sorted);
        double negative = 0;
        double lift = 0;
        for (int i = 0; i < sorted.length && sorted[i] < 0; i++) {
            negative -= sorted[i];
            // Lift that brings the i + 1 lowest down to the radius; it is right for the last one that stays negative.
            double needed = (negative - radius) / (i + 1);
            if (needed > 0 && sorted[i] + needed < 0) {
                lift = needed;
            }
        }
        if (negative <= radius) {
            return;
        }
        for (int i = 0; i < point.length; i++) {
            if (point[i] < 0) {
                point[i] = Math.min(0, point[i] + lift);
            }
        }
    }
}
