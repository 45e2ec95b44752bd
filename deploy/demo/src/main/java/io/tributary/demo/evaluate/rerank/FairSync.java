package io.tributary.demo.evaluate.rerank;

import java.util.Arrays;

/**
 * FairSync: Xu, Xu, Ding, Zhang, Qi, "FairSync: Ensuring Amortized Group Exposure in Distributed Recommendation Retrieval", The
 * Web Conference 2024 (arXiv 2402.10628), as re-ranking, in the form of its authors' FairDiverse toolkit: every group shall get a
 * minimum m of exposures. Items are ranked by score - mu of their group; the dual variables mu follow the subgradient of
 * {@code sum over shown (score - mu_g) + (m sum_g mu_g + (T k - m n) max_g mu_g) / T} by Adam (Kingma and Ba, ICLR 2015) with its
 * usual constants, one step a request.
 */
final class FairSync extends BonusReRanker {
    private static final double MEAN_DECAY = 0.9;
    private static final double VARIANCE_DECAY = 0.999;
    private static final double TINY = 1e-8;

    private final double minimumPerRequest;
    private final double rest;
    private final double rate;
    private final double[] mu;
    private final double[] gradient;
    private final double[] mean;
    private final double[] variance;
    private int steps;

    /**
     * @param minimum each group's guaranteed exposures as a share of an equal split (m n / (T k)), 0..1: the strength
     * @param rate Adam's step, in units of score, above 0
     */
    FairSync(int providers, int k, double minimum, double rate) {
        super(providers, k);
        this.minimumPerRequest = minimum * k / providers;
        this.rest = (1 - minimum) * k;
        this.rate = rate;
        this.mu = new double[providers];
        this.gradient = new double[providers];
        this.mean = new double[providers];
        this.variance = new double[providers];
    }

    @Override
    void bonuses(double[] bonus) {
        for (int group = 0; group < bonus.length; group++) {
            bonus[group] = -mu[group];
        }
    }

    @Override
    public void observe(Request request, int[] places) {
        Arrays.fill(gradient, minimumPerRequest);
        gradient[dearest()] += rest;
        for (int place : places) {
            gradient[request.providers()[place]]--;
        }
        step();
    }

    private int dearest() {
        int dearest = 0;
        for (int group = 1; group < mu.length; group++) {
            if (mu[group] > mu[dearest]) {
                dearest = group;
            }
        }
        return dearest;
    }

    private void step() {
        steps++;
        double meanBias = 1 - Math.pow(MEAN_DECAY, steps);
        double varianceBias = 1 - Math.pow(VARIANCE_DECAY, steps);
        for (int group = 0; group < mu.length; group++) {
            mean[group] = MEAN_DECAY * mean[group] + (1 - MEAN_DECAY) * gradient[group];
            variance[group] =
                    VARIANCE_DECAY * variance[group] + (1 - VARIANCE_DECAY) * gradient[group] * gradient[group];
            mu[group] -= rate * (mean[group] / meanBias) / (Math.sqrt(variance[group] / varianceBias) + TINY);
        }
    }
}
