package io.tributary.demo.evaluate.rerank;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * ManifoldRank: the newest entry of the FairDiverse toolkit (Xu et al., SIGIR 2025; its results of April 2026, from which the
 * published figures here come): re-ranking as ascent on the surface of the welfare (sum V^beta)^alpha of the providers' utilities
 * V, each counted from 1. A provider's bonus is the derivative of log welfare along its own axis, corrected by the surface's
 * curvature and normalised to sum 1; a request's rate grows with the entropy of its scores and falls with their skewness.
 *
 * <p>Where one provider makes up more than a quarter of sum V^beta (few providers, or one far behind), the correction turns its
 * bonus around. That is left as published.
 */
final class ManifoldRank extends BonusReRanker {
    private static final double ALPHA = -3;
    private static final double BETA = -1.5;
    private static final double ENTROPY_WEIGHT = 0.7;
    private static final double ENTROPY_BASE = 1.2;
    private static final double ENTROPY_ORIGIN = 21;
    private static final double SKEW_WEIGHT = 0.5;
    private static final double RATE_MIN = 0.08;
    private static final double RATE_MAX = 10;
    /** Lower scores do not count for a request's rate. */
    private static final double NEGLIGIBLE = 1e-2;

    private final double strength;
    private final double[] utilities;

    /** @param strength factor on the published rate: 1 is the published method */
    ManifoldRank(int providers, int k, double strength) {
        super(providers, k);
        this.strength = strength;
        this.utilities = new double[providers];
        Arrays.fill(utilities, 1);
    }

    @Override
    void bonuses(double[] bonus) {
        double welfare = 0;
        for (double utility : utilities) {
            welfare += Math.pow(utility, BETA);
        }
        // The common factor welfare^(alpha - 1) * beta cancels when the bonuses are normalised.
        double sum = 0;
        for (int provider = 0; provider < bonus.length; provider++) {
            double power = Math.pow(utilities[provider], BETA);
            bonus[provider] = power / utilities[provider] * (1 + (ALPHA - 1) * power / welfare);
            sum += bonus[provider];
        }
        for (int provider = 0; provider < bonus.length; provider++) {
            bonus[provider] *= curvature(utilities[provider], welfare) / sum;
        }
    }

    /** Sign of the second derivative of the welfare along one axis, negated: bonuses are added. */
    private static double curvature(double utility, double welfare) {
        double second = ALPHA * BETA * ((ALPHA - 1) * BETA * Math.pow(utility, BETA) + (BETA - 1) * welfare);
        return -Math.signum(ALPHA * BETA) * Math.signum(second);
    }

    @Override
    double weight(Request request) {
        double[] values = DoubleStream.of(request.scores())
                .filter(score -> score > NEGLIGIBLE)
                .toArray();
        if (values.length == 0) {
            return strength * RATE_MIN;
        }
        double rate = ENTROPY_WEIGHT * (entropy(values) - ENTROPY_ORIGIN) - SKEW_WEIGHT * skewness(values);
        return strength * Math.max(RATE_MIN, Math.min(RATE_MAX, rate));
    }

    /** Entropy of the softmax of the scores. */
    private static double entropy(double[] values) {
        double largest = DoubleStream.of(values).max().orElseThrow();
        double sum = 0;
        double weighted = 0;
        for (double value : values) {
            double weight = Math.exp(value - largest);
            sum += weight;
            weighted += weight * (value - largest);
        }
        return (Math.log(sum) - weighted / sum) / Math.log(ENTROPY_BASE);
    }

    /** Third central moment over the second to the power of 3/2; 0 where all are equal. */
    private static double skewness(double[] values) {
        double mean = DoubleStream.of(values).average().orElseThrow();
        double second = 0;
        double third = 0;
        for (double value : values) {
            double off = value - mean;
            second += off * off;
            third += off * off * off;
        }
        double variance = second / values.length;
        return variance == 0 ? 0 : third / values.length / Math.pow(variance, 1.5);
    }

    @Override
    public void observe(Request request, int[] places) {
        for (int place : places) {
            utilities[request.providers()[place]] += request.scores()[place];
        }
    }
}
