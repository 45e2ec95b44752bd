package io.tributary.demo.marketplace;

import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.merchants.v1.SizeClass;
import io.tributary.merchants.v1.Tag;
import java.util.List;
import java.util.Map;

/**
 * A simulated seller.
 *
 * @param id merchant id
 * @param kind which part of the population it belongs to
 * @param size size class of the profile
 * @param agri whether it carries the AGRI tag
 * @param joinedAt epoch milliseconds UTC
 * @param category index of the category it sells in
 * @param region GB/T 2260 code
 * @param satisfaction share of content buyers, 0 to 1
 * @param quality what the ranker thinks of it, above 0
 * @param conversionRate hidden: orders per exposure, 0 to 1
 * @param firstItem index of its first item
 * @param items number of its items
 */
public record Merchant(
        String id,
        Kind kind,
        SizeClass size,
        boolean agri,
        long joinedAt,
        int category,
        String region,
        double satisfaction,
        double quality,
        double conversionRate,
        int firstItem,
        int items) {

    /** Part of the population. */
    public enum Kind {
        NEWCOMER,
        FARM,
        ESTABLISHED
    }

    /** The profile as the platform publishes it. */
    public MerchantProfile profile(long now) {
        List<Tag> tags = agri ? List.of(new Tag("AGRI", "CERT-" + id, null)) : List.of();
        return new MerchantProfile(
                id,
                size,
                tags,
                joinedAt,
                region,
                List.of(Population.categoryName(category)),
                "A",
                satisfaction,
                0,
                null,
                false,
                now,
                Map.of(),
                false);
    }
}
