package io.tributary.demo.evaluate.rerank;

import java.util.Arrays;

/**
 * What no re-ranker can exceed: an upper bound on MMF among all ways to show k items per request, even with all requests known in
 * advance and fractions of items allowed, at a mean loss of relevance of at most the budget.
 *
 * <p>Why it holds. Let e be the providers' utilities, E their sum, S the sum of the scores shown, and S0 the least S that the
 * budget allows. MMF is the least w.e / E over weights w in [0, 1] that sum to h = floor(n/2), because the extreme ones pick h
 * providers; so MMF <= w.e / E for each such w. For each R, each lambda >= 0 and each choice within the budget (S >= S0),
 * {@code w.e - R E <= w.e - R E + lambda (S - S0) <= g}, where g is the largest value of the middle over all choices. Hence
 * MMF <= R + g / E, and E lies within two known limits. Every w, lambda and R gives a valid bound; the search only makes it
 * tight.
 *
 * <p>The search: lambda by bisection, such that S meets S0; w by projected subgradient steps (the subgradient is e / E) that
 * shrink with the root of their number; R is the best bound so far, where the bound depends on it least.
 */
final class DualBound {
    private static final int STEPS = 60;
    /** Length of the first step: shares of utility differ by some thousandths, weights by one. */
    private static final double STEP = 40;

    private static final double LAMBDA_MIN = 1e-4;
    private static final double LAMBDA_MAX = 1e4;
    private static final int WIDE_BISECTIONS = 14;
    /** While weights still move far, lambda is looked for in its whole range. */
    private static final int WIDE_STEPS = 5;
    /** Afterwards within this factor of the last one. */
    private static final double LAMBDA_REACH = 1.3;

    private static final int NEAR_BISECTIONS = 3;
    private static final int PROJECTION_BISECTIONS = 60;

    private final Relaxation relaxation;
    private final double[] weights;
    private final double half;
    private double best = 0.5;
    private double lambda = 1;

    private DualBound(ScoreMatrix matrix, int k, double budget) {
        this.relaxation = new Relaxation(matrix, k, budget);
        this.weights = new double[matrix.providerCount()];
        this.half = Math.floorDiv(weights.length, 2);
        Arrays.fill(weights, half / weights.length);
    }

    /**
     * @param k items per request
     * @param budget largest mean loss of score per item shown
     * @return largest MMF that could be reached, 0..0.5
     */
    static double mmf(ScoreMatrix matrix, int k, double budget) {
        DualBound bound = new DualBound(matrix, k, budget);
        for (int step = 1; step <= STEPS; step++) {
            if (step <= WIDE_STEPS) {
                bound.searchLambda(LAMBDA_MIN, LAMBDA_MAX, WIDE_BISECTIONS);
            } else {
                bound.searchLambda(bound.lambda / LAMBDA_REACH, bound.lambda * LAMBDA_REACH, NEAR_BISECTIONS);
            }
            bound.step(STEP / Math.sqrt(step));
        }
        return bound.best;
    }

    private void searchLambda(double from, double to, int bisections) {
        double low = from;
        double high = to;
        for (int i = 0; i < bisections; i++) {
            lambda = Math.sqrt(low * high);
            best = Math.min(best, relaxation.bound(best, weights, lambda));
            if (relaxation.withinBudget()) {
                high = lambda;
            } else {
                low = lambda;
            }
        }
    }

    private void step(double length) {
        double[] utilities = relaxation.utilities();
        double total = Arrays.stream(utilities).sum();
        for (int provider = 0; provider < weights.length; provider++) {
            weights[provider] -= length * utilities[provider] / total;
        }
        project(weights, half);
    }

    /** Moves the point to the nearest one of this sum within [0, 1]: all coordinates move alike, then are clipped. */
    static void project(double[] point, double sum) {
        double low = Arrays.stream(point).min().orElseThrow() - 1;
        double high = Arrays.stream(point).max().orElseThrow();
        for (int i = 0; i < PROJECTION_BISECTIONS; i++) {
            double shift = (low + high) / 2;
            if (Arrays.stream(point).map(x -> clip(x - shift)).sum() > sum) {
                low = shift;
            } else {
                high = shift;
            }
        }
        for (int i = 0; i < point.length; i++) {
            point[i] = clip(point[i] - high);
        }
        rescale(point, sum);
    }

    /** What bisection leaves over would make the bound wrong by as much: weights must sum to the half exactly. */
    private static void rescale(double[] point, double sum) {
        double rest = sum - Arrays.stream(point).sum();
        for (int i = 0; i < point.length && rest != 0; i++) {
            double moved = clip(point[i] + rest);
            rest -= moved - point[i];
            point[i] = moved;
        }
    }

    private static double clip(double x) {
        return Math.max(0, Math.min(1, x));
    }
}
