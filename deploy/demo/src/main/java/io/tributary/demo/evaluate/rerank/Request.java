package io.tributary.demo.evaluate.rerank;

import java.util.Arrays;

/**
 * One user's request: the candidates that a ranker scored. Arrays, because millions of decisions read them; nobody writes them.
 *
 * @param user as the file names it
 * @param scores each candidate's score, finite and not negative
 * @param providers each candidate's provider, an index into the matrix's providers
 * @param sorted the scores, highest first
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody.
record Request(String user, double[] scores, int[] providers, double[] sorted) {
    private static final double DECIMALS = 1e4;

    public Request {
        if (scores.length == 0 || scores.length != providers.length) {
            throw new IllegalArgumentException("user " + user + " has " + scores.length + " scores and "
                    + providers.length + " providers: there must be as many, above 0");
        }
    }

    /** A request of the scores given, in any order. */
    public static Request of(String user, double[] scores, int[] providers) {
        double[] sorted = scores.clone();
        Arrays.sort(sorted);
        for (int low = 0, high = sorted.length - 1; low < high; low++, high--) {
            double swapped = sorted[low];
            sorted[low] = sorted[high];
            sorted[high] = swapped;
        }
        return new Request(user, scores, providers, sorted);
    }

    /** Number of candidates. */
    public int size() {
        return scores.length;
    }

    /** How many items are shown when k are wanted: what there is. */
    public int shown(int k) {
        return Math.min(k, scores.length);
    }

    /** Sum of the k highest scores: what the request would show without support. */
    public double topSum(int k) {
        double sum = 0;
        for (int i = 0; i < shown(k); i++) {
            sum += sorted[i];
        }
        return sum;
    }

    /** Sum of the scores of the candidates in these places. */
    public double shownSum(int[] places) {
        double sum = 0;
        for (int place : places) {
            sum += scores[place];
        }
        return sum;
    }

    /** What a provider is credited with when the candidate is shown: its score, rounded to 4 decimals, half to even. */
    public double utility(int candidate) {
        return Math.rint(scores[candidate] * DECIMALS) / DECIMALS;
    }
}
