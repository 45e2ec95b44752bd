package io.tributary.schemas.boost;

import io.tributary.events.v1.ItemFacts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How boosts change a ranking: each score is multiplied, then added to, and the items are put in order again. Ties keep the order
 * they had. A recommender may do it in its own way; this is the one that simulations use. {@link BoostedTop} picks the same items
 * from arrays.
 */
public final class ReferenceReRanker {
    private final BoostSource boosts;

    public ReferenceReRanker(BoostSource boosts) {
        this.boosts = boosts;
    }

    /**
     * An item that may be shown.
     *
     * @param itemId the item
     * @param merchantId its seller
     * @param score the ranker's score, higher is better
     * @param item what is known of the item; null for nothing
     */
    public record Candidate(String itemId, String merchantId, double score, ItemFacts item) {
        /** Of which nothing is known. */
        public Candidate(String itemId, String merchantId, double score) {
            this(itemId, merchantId, score, null);
        }
    }

    /**
     * An item in its place.
     *
     * @param candidate the item
     * @param boost what was applied
     * @param score score after the boost
     * @param baseRank place without any boost, 0 is the first
     * @param finalRank place with the boosts, 0 is the first
     */
    public record Ranked(Candidate candidate, AppliedBoost boost, double score, int baseRank, int finalRank) {
        private Ranked withoutBoost() {
            return new Ranked(candidate, AppliedBoost.NONE, candidate.score, baseRank, finalRank);
        }

        private Ranked at(int rank) {
            return new Ranked(candidate, boost, score, baseRank, rank);
        }
    }

    /**
     * Ranks the candidates of one request, best first.
     *
     * @param pageSize positions of the page that is made of them, at least 1: of these programmes take up no more than their share
     */
    public List<Ranked> rank(List<Candidate> candidates, BoostRequest request, int pageSize) {
        PageShares shares = new PageShares(pageSize);
        List<Candidate> base = new ArrayList<>(candidates);
        base.sort(Comparator.comparingDouble(Candidate::score).reversed());
        List<Ranked> ranked = new ArrayList<>(base.size());
        for (Candidate candidate : base) {
            AppliedBoost boost = boosts.boost(candidate.merchantId(), request, candidate.item());
            ranked.add(new Ranked(candidate, boost, boosted(candidate.score(), boost), ranked.size(), 0));
        }
        ranked.sort(Comparator.comparingDouble(Ranked::score).reversed());
        ranked.replaceAll(item -> shares.admits(item.boost) ? item : item.withoutBoost());
        // Those that keep the order they have where scores are the same are to have the order of the base again.
        ranked.sort(Comparator.comparingDouble(Ranked::score).reversed().thenComparingInt(Ranked::baseRank));
        ranked.replaceAll(new Numbering()::next);
        return ranked;
    }

    /** A score below 0 is divided: multiplying would push the item down, and support never demotes. */
    public static double boosted(double score, AppliedBoost boost) {
        return boosted(score, boost.multiplier(), boost.additive());
    }

    /**
     * The same for boosts that are held as numbers.
     *
     * @param multiplier at least 1
     * @param additive at least 0
     */
    static double boosted(double score, double multiplier, double additive) {
        double scaled = score >= 0 ? score * multiplier : score / multiplier;
        return scaled + additive;
    }

    private static final class Numbering {
        private int rank;

        Ranked next(Ranked item) {
            return item.at(rank++);
        }
    }
}
