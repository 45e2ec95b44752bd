package io.tributary.demo.evaluate.rerank;

import io.tributary.schemas.boost.BoostedTop;
import java.util.Arrays;

/**
 * The relaxed problem of {@link DualBound}: for given weights and lambda it falls apart into requests, each of which takes its k
 * highest {@code (w_p - R) utility + lambda score}.
 */
final class Relaxation {
    /** Rounding an item's utility to 4 decimals moves it by at most this. */
    private static final double ROUNDING = 0.5e-4;

    private final ScoreMatrix matrix;
    private final BoostedTop top;
    private final double[] ones;
    private final double[] zeros;
    private final double[] utilities;
    private final double[][] rounded;
    private final double[][] values;
    private final int[][] places;
    private final double leastScore;
    private final double leastUtility;
    private final double mostUtility;
    private double score;

    /** @param budget largest mean loss of score per item shown */
    Relaxation(ScoreMatrix matrix, int k, double budget) {
        int requests = matrix.requests().size();
        this.matrix = matrix;
        this.top = new BoostedTop(k);
        this.utilities = new double[matrix.providerCount()];
        this.zeros = new double[utilities.length];
        this.ones = new double[utilities.length];
        Arrays.fill(ones, 1);
        this.rounded = new double[requests][];
        this.values = new double[requests][];
        this.places = new int[requests][];
        double best = 0;
        long items = 0;
        for (int i = 0; i < requests; i++) {
            Request request = matrix.requests().get(i);
            rounded[i] = new double[request.size()];
            Arrays.setAll(rounded[i], request::utility);
            values[i] = new double[request.size()];
            places[i] = new int[request.shown(k)];
            best += request.topSum(k);
            items += places[i].length;
        }
        this.leastScore = Math.max(0, best - budget * k * requests);
        this.leastUtility = Math.max(Double.MIN_NORMAL, leastScore - items * ROUNDING);
        this.mostUtility = best + items * ROUNDING;
    }

    /** The bound on MMF that these weights, lambda and R give. */
    double bound(double ratio, double[] weights, double lambda) {
        Arrays.fill(utilities, 0);
        score = 0;
        double value = 0;
        for (int i = 0; i < values.length; i++) {
            Request request = matrix.requests().get(i);
            value(i, request, ratio, weights, lambda);
            top.choose(values[i], request.providers(), ones, zeros, places[i]);
            for (int place : places[i]) {
                value += values[i][place];
                score += request.scores()[place];
                utilities[request.providers()[place]] += rounded[i][place];
            }
        }
        double gap = value - lambda * leastScore;
        return ratio + gap / (gap >= 0 ? leastUtility : mostUtility);
    }

    private void value(int request, Request candidates, double ratio, double[] weights, double lambda) {
        double[] scores = candidates.scores();
        int[] providers = candidates.providers();
        for (int i = 0; i < scores.length; i++) {
            values[request][i] = (weights[providers[i]] - ratio) * rounded[request][i] + lambda * scores[i];
        }
    }

    /** Whether the choice that gave the last bound keeps the budget. */
    boolean withinBudget() {
        return score >= leastScore;
    }

    /** The providers' utilities in the choice that gave the last bound. */
    double[] utilities() {
        return utilities;
    }
}
