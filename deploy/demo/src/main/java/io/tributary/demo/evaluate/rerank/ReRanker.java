package io.tributary.demo.evaluate.rerank;

/**
 * Chooses what a request shows, one request after the other, and learns what was shown before. What it learns may come late, and
 * what it concludes from it takes effect only at a refresh, as on a platform.
 */
interface ReRanker {
    /**
     * Picks the items to show.
     *
     * @param request with at least as many candidates as places
     * @param places receives indices of candidates, best first
     */
    void choose(Request request, int[] places);

    /** Learns what a request was shown: each decision once, in order. */
    void observe(Request request, int[] places);

    /** What was learnt since the last refresh takes effect. Called before the first decision as well. */
    void refresh();
}
