package io.tributary.domain.rules;

import static io.tributary.domain.rules.Requirement.require;

import io.tributary.domain.BucketRange;
import io.tributary.domain.Surface;
import io.tributary.domain.allocation.DeliveryShape;
import java.util.Set;

/**
 * How exposures are brought about, and where.
 *
 * @param surfaces where it applies, at least one
 * @param holdout buckets that are never boosted; not all of them
 * @param reach which items, and requests of whom
 */
public record Delivery(Set<Surface> surfaces, BucketRange holdout, Boost boost, RelevanceLimit relevance, Reach reach) {
    /** Of all items, to everybody. */
    public Delivery(Set<Surface> surfaces, BucketRange holdout, Boost boost, RelevanceLimit relevance) {
        this(surfaces, holdout, boost, relevance, Reach.WHOLE);
    }

    public Delivery {
        surfaces = Set.copyOf(surfaces);
        require(!surfaces.isEmpty(), "surfaces", surfaces, "at least one surface");
        require(holdout.to() - holdout.from() < BucketRange.BUCKETS, "holdout", holdout, "not all buckets");
    }

    /**
     * What of its merchants' offer it boosts, and in whose requests.
     *
     * @param items those that it is for
     * @param withoutPersonalisation whether it boosts in requests of buyers who turned personalisation off
     * @param shareOfPage largest part of a page's positions that items boosted by it may take up, above 0 to 1; 1: no limit
     */
    public record Reach(ItemScope items, boolean withoutPersonalisation, double shareOfPage) {
        /** All items, in all requests, on any number of positions. */
        public static final Reach WHOLE = new Reach(ItemScope.ALL, true, 1);

        public Reach {
            require(shareOfPage > 0 && shareOfPage <= 1, "shareOfPage", shareOfPage, "above 0, at most 1");
        }
    }

    /**
     * How strongly a merchant may be boosted.
     *
     * @param maxMultiplier upper limit of the boost, at least 1
     * @param maxAdditive upper limit of the additive boost, at least 0
     * @param burst how far ahead of schedule a merchant may run, as a part of its grant, 0 to 1
     * @param initialStrength a merchant's boost before anything is known of its response: its multiplier less 1, above 0
     * @param shape how what it brings about is spread over a period
     */
    public record Boost(
            double maxMultiplier, double maxAdditive, double burst, double initialStrength, DeliveryShape shape) {
        /** As the traffic comes. */
        public Boost(double maxMultiplier, double maxAdditive, double burst, double initialStrength) {
            this(maxMultiplier, maxAdditive, burst, initialStrength, DeliveryShape.EVEN);
        }

        public Boost {
            require(maxMultiplier >= 1 && maxMultiplier <= 1000, "maxMultiplier", maxMultiplier, "1 to 1000");
            require(maxAdditive >= 0 && maxAdditive < 1e9, "maxAdditive", maxAdditive, "not negative");
            require(burst >= 0 && burst <= 1, "burst", burst, "0 to 1");
            require(initialStrength > 0 && initialStrength < 1e6, "initialStrength", initialStrength, "above 0");
        }
    }

    /**
     * What its boosts may cost shoppers.
     *
     * @param budget mean loss of relevance per exposure in treatment and a period, in {@code unit}; 0: no limit
     */
    public record RelevanceLimit(double budget, RelevanceUnit unit) {
        public RelevanceLimit {
            require(budget >= 0 && budget < 1e9, "relevanceBudget", budget, "0 or more");
        }
    }
}
