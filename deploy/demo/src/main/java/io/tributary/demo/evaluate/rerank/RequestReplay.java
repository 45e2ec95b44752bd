package io.tributary.demo.evaluate.rerank;

import java.util.List;

/**
 * Serves all requests in order: the re-ranker decides on one before it sees the next.
 *
 * @param matrix the requests
 * @param k items wanted per request; a request with fewer candidates shows what there is
 * @param refresh decisions from one refresh of the re-ranker to the next, at least 1
 * @param delay decisions between a decision and the moment its outcome is observed; 0: before the next one
 */
record RequestReplay(ScoreMatrix matrix, int k, int refresh, int delay) {
    RequestReplay {
        if (k < 1 || refresh < 1 || delay < 0) {
            throw new IllegalArgumentException("k is " + k + " and refresh " + refresh
                    + ", both must be above 0; delay is " + delay + ": 0 or more");
        }
    }

    /**
     * What was decided.
     *
     * @param quality metrics of the items shown
     * @param nanosPerDecision mean time from a request to its items, refresh included
     */
    record Outcome(Quality quality, double nanosPerDecision) {}

    Outcome run(ReRanker reRanker) {
        List<Request> requests = matrix.requests();
        int[][] shown = new int[requests.size()][];
        long nanos = 0;
        for (int i = 0; i < shown.length; i++) {
            int learnt = i - 1 - delay;
            if (learnt >= 0) {
                reRanker.observe(requests.get(learnt), shown[learnt]);
            }
            Request request = requests.get(i);
            int[] places = new int[request.shown(k)];
            long start = System.nanoTime();
            if (i % refresh == 0) {
                reRanker.refresh();
            }
            reRanker.choose(request, places);
            nanos += System.nanoTime() - start;
            shown[i] = places;
        }
        return new Outcome(Quality.of(matrix, k, shown), (double) nanos / shown.length);
    }
}
