package io.tributary.demo.marketplace;

import io.tributary.common.v1.Surface;
import io.tributary.demo.marketplace.Page.Slot;
import io.tributary.schemas.boost.BoostRequest;
import io.tributary.schemas.boost.BoostSource;
import io.tributary.schemas.boost.Displacement;
import io.tributary.schemas.boost.ReferenceReRanker;
import io.tributary.schemas.boost.ReferenceReRanker.Candidate;
import io.tributary.schemas.boost.ReferenceReRanker.Ranked;
import java.util.ArrayList;
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
        List<Ranked> ranked =
                new ReferenceReRanker(boosts).rank(draw(random), new BoostRequest(surface, bucket), pageSize);
        Displacement displacement = Displacement.of(ranked, pageSize);
        List<Slot> slots = new ArrayList<>(pageSize);
        double unboosted = 0;
        for (Ranked item : ranked) {
            Candidate candidate = item.candidate();
            if (item.finalRank() < pageSize) {
                slots.add(new Slot(
                        Integer.parseInt(candidate.itemId()),
                        candidate.score(),
                        item.baseRank(),
                        item.finalRank(),
                        item.boost().directiveId(),
                        item.boost().isNone() ? null : displacement.lossOf(item)));
            }
            if (item.baseRank() < pageSize) {
                unboosted += candidate.score();
            }
        }
        return new Page(requestId, time, surface, bucket, invalid, slots, unboosted);
    }

    private List<Candidate> draw(SplittableRandom random) {
        generation++;
        int[] own = population.itemsOf(random.nextInt(population.categories()));
        List<Candidate> drawn = new ArrayList<>(candidates);
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
            drawn.add(new Candidate(Integer.toString(item), merchant.id(), score));
        }
        return drawn;
    }
}
