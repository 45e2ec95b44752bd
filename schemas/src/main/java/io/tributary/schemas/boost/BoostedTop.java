package io.tributary.schemas.boost;

/**
 * The first places of a ranking by {@link ReferenceReRanker}'s rule, for rankers that hold their candidates in arrays: picks the
 * same items in the same order without sorting the rest and without allocating.
 *
 * <p>One pass over the candidates: each is compared with the last place so far and moves up from there if it is better. That is
 * cheap while places are few (tens); nothing depends on how many merchants there are. Not for several threads at once.
 */
public final class BoostedTop {
    private final double[] boosted;

    /** @param places most places that will be asked for, above 0 */
    public BoostedTop(int places) {
        if (places < 1) {
            throw new IllegalArgumentException("places is " + places + ": must be above 0");
        }
        this.boosted = new double[places];
    }

    /**
     * Fills all places, best first. Ties go by the score without boost, then by the order of the candidates.
     *
     * @param scores the ranker's score of each candidate; higher is better, none is NaN
     * @param merchants each candidate's merchant as an index into the two arrays of boosts
     * @param multipliers by merchant, at least 1
     * @param additives by merchant
     * @param places receives indices of candidates; at most as many as there are candidates and as this object holds
     */
    public void choose(double[] scores, int[] merchants, double[] multipliers, double[] additives, int[] places) {
        if (places.length > scores.length || places.length > boosted.length) {
            throw new IllegalArgumentException(places.length + " places for " + scores.length + " candidates, at most "
                    + boosted.length + " asked for: there must not be more");
        }
        int filled = 0;
        for (int candidate = 0; candidate < scores.length; candidate++) {
            double score = scores[candidate];
            int merchant = merchants[candidate];
            double value = ReferenceReRanker.boosted(score, multipliers[merchant], additives[merchant]);
            if (filled < places.length) {
                settle(filled++, candidate, value, scores, places);
            } else if (filled > 0 && beats(value, candidate, filled - 1, scores, places)) {
                settle(filled - 1, candidate, value, scores, places);
            }
        }
    }

    /** Puts a candidate into a place that is free and moves it up over those that it beats. */
    private void settle(int free, int candidate, double value, double[] scores, int[] places) {
        int place = free;
        while (place > 0 && beats(value, candidate, place - 1, scores, places)) {
            boosted[place] = boosted[place - 1];
            places[place] = places[place - 1];
            place--;
        }
        boosted[place] = value;
        places[place] = candidate;
    }

    private boolean beats(double value, int candidate, int place, double[] scores, int[] places) {
        return value > boosted[place] || (value == boosted[place] && scores[candidate] > scores[places[place]]);
    }
}
