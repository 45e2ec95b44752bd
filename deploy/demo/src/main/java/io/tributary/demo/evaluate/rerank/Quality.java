package io.tributary.demo.evaluate.rerank;

import java.util.Arrays;

/**
 * What a replay came to.
 *
 * @param ndcg mean over requests of the discounted gain of the items shown, best first, over that of the best k; gain = score,
 *     discount log2(rank + 1); 0..1, higher is better
 * @param uLoss mean over requests of (sum of the k highest scores - sum of those shown) / k, not negative, lower is better
 * @param fairness how evenly the providers fared
 */
record Quality(double ndcg, double uLoss, ProviderFairness fairness) {
    /**
     * @param k items wanted per request
     * @param shown for each request of the matrix, in order, which candidates were shown
     */
    static Quality of(ScoreMatrix matrix, int k, int[][] shown) {
        double[] utilities = new double[matrix.providerCount()];
        double gain = 0;
        double loss = 0;
        for (int i = 0; i < shown.length; i++) {
            Request request = matrix.requests().get(i);
            gain += ndcg(request, shown[i]);
            loss += (request.topSum(k) - request.shownSum(shown[i])) / k;
            for (int candidate : shown[i]) {
                utilities[request.providers()[candidate]] += request.utility(candidate);
            }
        }
        return new Quality(gain / shown.length, loss / shown.length, ProviderFairness.of(utilities));
    }

    /** A request whose scores are all 0 loses nothing by any order. */
    private static double ndcg(Request request, int[] places) {
        double[] scores = new double[places.length];
        for (int i = 0; i < places.length; i++) {
            scores[i] = request.scores()[places[i]];
        }
        Arrays.sort(scores);
        double gain = 0;
        double ideal = 0;
        for (int rank = 0; rank < scores.length; rank++) {
            double discount = Math.log(2) / Math.log(rank + 2.0);
            gain += scores[scores.length - 1 - rank] * discount;
            ideal += request.sorted()[rank] * discount;
        }
        return ideal == 0 ? 1 : gain / ideal;
    }
}
