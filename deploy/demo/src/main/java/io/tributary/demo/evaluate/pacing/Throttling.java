package io.tributary.demo.evaluate.pacing;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Probabilistic throttling to the ratio of served and forecast (Agarwal, Ghosh, Wei and You, Budget pacing for targeted
 * online advertisements at LinkedIn, KDD 2014): a merchant takes part in a request with a probability that falls
 * by a tenth when it is ahead of its share of the forecast traffic, and rises by a tenth when it is behind.
 */
final class Throttling extends Baseline {
    private static final double ADJUSTMENT = 0.1;
    private static final double LEAST = 0.001;
    private static final double START = 0.1;
    /** Beats between adjustments: a hundred a day, about the paper's minutes over its observation delay. */
    private static final int PERIOD = 10;

    private final SplittableRandom random;
    private final double[] probability;
    private long beats;

    Throttling(long[] budgets, long seed) {
        super(budgets);
        random = new SplittableRandom(~seed);
        probability = new double[budgets.length];
        Arrays.fill(probability, START);
    }

    @Override
    public String name() {
        return "throttling";
    }

    @Override
    public void beat(long time, long requests) {
        beats++;
        if (beats % PERIOD != 0) {
            return;
        }
        double schedule = morning.schedule().applyAsDouble(time);
        for (int m = 0; m < budgets.length; m++) {
            boolean ahead = spent[m] > budgets[m] * schedule;
            double factor = ahead ? 1 - ADJUSTMENT : 1 + ADJUSTMENT;
            probability[m] = Math.max(LEAST, Math.min(1, probability[m] * factor));
        }
    }

    @Override
    double open(int merchant, double value) {
        return random.nextDouble() < probability[merchant] ? value : -1;
    }
}
