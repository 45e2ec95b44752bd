package io.tributary.demo.evaluate.rerank;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * How evenly utility is shared among providers. Definitions as in FairDiverse, the toolkit of the published results (Xu et al.,
 * "FairDiverse: A Comprehensive Toolkit for Fair and Diverse Information Retrieval Algorithms", SIGIR 2025). None depends on the
 * unit of utility or on the order of the providers.
 *
 * @param minMaxRatio least utility / most utility, 0..1, higher is fairer
 * @param mmf share of all utility that the worst-off floor(n/2) providers receive, 0..0.5, higher is fairer
 * @param gini Gini index, 0..1, lower is fairer
 * @param entropy entropy of the shares in bits, 0..log2 n, higher is fairer
 * @param ef elastic fairness: area under the elasticity curve (Xu et al., "Understanding Accuracy-Fairness Trade-offs in
 *     Re-ranking through Elasticity in Economics", SIGIR 2025), higher is fairer; minus infinity when a provider has nothing
 */
record ProviderFairness(double minMaxRatio, double mmf, double gini, double entropy, double ef) {
    /** Keeps the logarithm of a share of 0 finite; part of the published definition. */
    private static final double ENTROPY_SHIFT = 1e-9;

    /** The elasticity curve is integrated over t within 1 - this and 1 + this. */
    private static final double ELASTICITY_REACH = 50;

    private static final int ELASTICITY_POINTS = 200;

    /** @param utilities by provider, not negative, not all 0, at least two */
    static ProviderFairness of(double[] utilities) {
        double[] sorted = utilities.clone();
        Arrays.sort(sorted);
        double total = DoubleStream.of(sorted).sum();
        if (sorted.length < 2 || !(sorted[0] >= 0) || !(total > 0)) {
            throw new IllegalArgumentException(
                    "utilities must be two or more, none negative, not all 0: " + Arrays.toString(utilities));
        }
        double[] shares =
                DoubleStream.of(sorted).map(utility -> utility / total).toArray();
        return new ProviderFairness(
                sorted[0] / sorted[sorted.length - 1],
                DoubleStream.of(shares).limit(sorted.length / 2).sum(),
                gini(shares),
                entropy(shares),
                elasticFairness(shares));
    }

    private static double gini(double[] ascending) {
        double cumulated = 0;
        double sumOfCumulated = 0;
        for (double share : ascending) {
            cumulated += share;
            sumOfCumulated += cumulated;
        }
        int n = ascending.length;
        return (n + 1 - 2 * sumOfCumulated / cumulated) / n;
    }

    private static double entropy(double[] shares) {
        double sum = 0;
        for (double share : shares) {
            sum -= share * Math.log(share + ENTROPY_SHIFT) / Math.log(2);
        }
        return sum;
    }

    /** Trapezoid rule on even points, divided by the length of the range and the number of providers. */
    private static double elasticFairness(double[] shares) {
        double[] logs = DoubleStream.of(shares).map(Math::log).toArray();
        double step = 2 * ELASTICITY_REACH / (ELASTICITY_POINTS - 1);
        double area = 0;
        for (int i = 0; i < ELASTICITY_POINTS; i++) {
            double weight = i == 0 || i == ELASTICITY_POINTS - 1 ? step / 2 : step;
            area += weight * elasticityCurve(logs, 1 - ELASTICITY_REACH + i * step);
        }
        return area / (2 * ELASTICITY_REACH * shares.length);
    }

    /**
     * sign(1-t) (sum p^(1-t))^(1/t); for t = 0 the limit, exp of the entropy in nats. By logarithms, because p^-50 overflows.
     */
    static double elasticityCurve(double[] logShares, double t) {
        if (t == 0) {
            return Math.exp(DoubleStream.of(logShares)
                    .map(log -> log == Double.NEGATIVE_INFINITY ? 0 : -Math.exp(log) * log)
                    .sum());
        }
        double[] terms = DoubleStream.of(logShares).map(log -> (1 - t) * log).toArray();
        double largest = DoubleStream.of(terms).max().orElseThrow();
        if (largest == Double.POSITIVE_INFINITY) {
            return Double.NEGATIVE_INFINITY;
        }
        double sum =
                DoubleStream.of(terms).map(term -> Math.exp(term - largest)).sum();
        return Math.signum(1 - t) * Math.exp((largest + Math.log(sum)) / t);
    }
}
