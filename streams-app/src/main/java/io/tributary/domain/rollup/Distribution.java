package io.tributary.domain.rollup;

import java.util.Arrays;
import org.apache.commons.statistics.descriptive.Quantile;
import org.apache.commons.statistics.descriptive.Quantile.EstimationMethod;

/** How something is spread over merchants, those with nothing among them. METRICS.md in schemas has the formulas and their sources. */
final class Distribution {
    /** Type 7 of Hyndman and Fan (1996). */
    private static final Quantile QUANTILE = Quantile.withDefaults().with(EstimationMethod.HF7);

    private final long[] ascending;
    private final double sum;

    /**
     * @param amounts one a merchant, not negative, in any order
     */
    Distribution(long[] amounts) {
        ascending = amounts.clone();
        Arrays.sort(ascending);
        sum = Arrays.stream(ascending).asDoubleStream().sum();
    }

    /** Gini coefficient, 0 to 1; null when there is nothing to share. */
    Double gini() {
        if (sum == 0) {
            return null;
        }
        double weighted = 0;
        for (int i = 0; i < ascending.length; i++) {
            weighted += (i + 1.0) * ascending[i];
        }
        double n = ascending.length;
        return Math.max(0, 2 * weighted / (n * sum) - (n + 1) / n);
    }

    /** Part that the half with the least has, 0 to .5; the one in the middle counts half. Null when there is nothing to share. */
    Double bottomHalfShare() {
        if (sum == 0) {
            return null;
        }
        int half = ascending.length / 2;
        double least = 0;
        for (int i = 0; i < half; i++) {
            least += ascending[i];
        }
        if (ascending.length % 2 == 1) {
            least += ascending[half] / 2.0;
        }
        return least / sum;
    }

    /**
     * A quantile; null of nothing.
     *
     * @param p 0 to 1
     */
    static Double quantile(double[] values, double p) {
        return values.length == 0 ? null : QUANTILE.evaluate(values, p);
    }
}
