package io.tributary.domain.experiment;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A difference of two means of which each has a variance of its own, estimated on few values: its distribution is Student's, with the degrees
 * of freedom of Welch, "The generalization of Student's problem when several different population variances are involved" (1947),
 * equation 28, as Satterthwaite (1946) approximates them. With many buckets it is the normal one.
 */
final class Welch {
    private final double variance;
    private final double freedom;

    /**
     * @param one variance of the mean, of at least two values
     * @param other of the other mean
     */
    Welch(double one, long values, double other, long otherValues) {
        // Where nothing varies, rounding may leave less than nothing.
        variance = Math.max(0, one + other);
        double parts = one * one / (values - 1) + other * other / (otherValues - 1);
        freedom = parts > 0 ? variance * variance / parts : Double.POSITIVE_INFINITY;
    }

    double standardError() {
        return Math.sqrt(variance);
    }

    /** Half the width of the interval that holds the truth with this confidence. */
    double halfWidth(double confidence) {
        return variance == 0 ? 0 : standardError() * quantile((1 + confidence) / 2);
    }

    /** Probability of a difference as large as this, or larger, where there is none. */
    double pValue(double difference) {
        if (variance == 0) {
            return difference == 0 ? 1 : 0;
        }
        return 2 * distribution().survivalProbability(Math.abs(difference) / standardError());
    }

    private double quantile(double probability) {
        return distribution().inverseCumulativeProbability(probability);
    }

    private TDistribution distribution() {
        return TDistribution.of(freedom);
    }
}
