package io.tributary.demo.marketplace;

import io.tributary.common.v1.Surface;
import io.tributary.demo.marketplace.Page.Slot;
import io.tributary.schemas.boost.AppliedBoost;
import io.tributary.schemas.boost.ReferenceReRanker;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The platform's recommender: draws candidates for a request, scores them by merchant quality and the shopper's affinity,
 * and re-ranks with the boosts it is given. The draw depends on the request alone, never on the boosts, so runs with and
 * without support see the same shoppers.
 */
final class Ranker {
    private static final double OWN_CATEGORY = 0.7;
    private static final double SHOPPER_SPREAD = 0.35;

    private final Population population;
    private final int candidates;
    private final int pageSize;
    private final int[] lastSeen;
    private int generation;

    Ranker(Population population, MarketplaceSettings settings) {
        this.population = population;
        this.candidates = Math.min(settings.candidates(), population.items());
        this.pageSize = Math.min(settings.pageSize(), candidates);
        this.lastSeen = new int[population.items()];
    }

    Page page(
            String requestId,
            long time,
            Surface surface,
            int bucket,
            boolean invalid,
            BoostSource boosts,
            SplittableRandom random) {
        List<ReferenceReRanker.Candidate> scored = draw(random);
        scored.sort(
                Comparator.comparingDouble(ReferenceReRanker.Candidate::score).reversed());
        double unboosted = 0;
        for (int i = 0; i < pageSize; i++) {
            unboosted += scored.get(i).score();
        }
        List<Slot> slots = new ArrayList<>(pageSize);
        for (ReferenceReRanker.Ranked ranked :
                ReferenceReRanker.rank(scored, candidate -> boost(boosts, candidate, surface, bucket), pageSize)) {
            slots.add(new Slot(
                    Integer.parseInt(ranked.candidate().itemId()),
                    ranked.candidate().score(),
                    ranked.baseRank(),
                    ranked.finalRank(),
                    ranked.boost().directiveId()));
        }
        return new Page(requestId, time, surface, bucket, invalid, slots, unboosted);
    }

    private static AppliedBoost boost(
            BoostSource boosts, ReferenceReRanker.Candidate candidate, Surface surface, int bucket) {
        return boosts.boost(candidate.merchantId(), surface, bucket);
    }

    private List<ReferenceReRanker.Candidate> draw(SplittableRandom random) {
        generation++;
        int[] own = population.itemsOf(random.nextInt(population.categories()));
        List<ReferenceReRanker.Candidate> drawn = new ArrayList<>(candidates);
        int misses = 0;
        while (drawn.size() < candidates) {
            // A small category may run out of unseen items: fall back to all of them.
            boolean fromOwn = own.length > 0 && misses < candidates && random.nextDouble() < OWN_CATEGORY;
            int item = fromOwn ? own[random.nextInt(own.length)] : random.nextInt(population.items());
            if (lastSeen[item] == generation) {
                misses++;
                continue;
            }
            lastSeen[item] = generation;
            Merchant merchant = population.merchants().get(population.merchantOf(item));
            double score =
                    merchant.quality() * population.affinity(item) * Math.exp(SHOPPER_SPREAD * random.nextGaussian());
            drawn.add(new ReferenceReRanker.Candidate(Integer.toString(item), merchant.id(), score));
        }
        return drawn;
    }
}
