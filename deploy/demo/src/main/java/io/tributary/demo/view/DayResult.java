package io.tributary.demo.view;

import io.tributary.demo.marketplace.ShopperFigures;

/**
 * What one day was for shoppers; shares as parts of 1.
 *
 * @param dayStart epoch milliseconds UTC
 * @param requests pages shown
 * @param relevanceLoss mean score lost per shown item against pages without boosts, in units of the ranker's score
 * @param relativeRelevanceLoss the same as a part of the score without boosts
 * @param netOrders order lines paid less refunded that came of the day's pages
 * @param netOrdersWithout what they would have been without any boost, for the same shoppers
 * @param ordersPer1000Requests net order lines per 1,000 pages
 * @param ordersPer1000RequestsWithout the same without any boost
 * @param ordersPer1000Exposures net order lines per 1,000 exposures
 * @param ordersPer1000ExposuresWithout the same without any boost
 * @param conversionChange net orders with support against without, per page, -1 to infinity
 */
public record DayResult(
        long dayStart,
        long requests,
        double relevanceLoss,
        double relativeRelevanceLoss,
        long netOrders,
        long netOrdersWithout,
        double ordersPer1000Requests,
        double ordersPer1000RequestsWithout,
        double ordersPer1000Exposures,
        double ordersPer1000ExposuresWithout,
        double conversionChange) {
    private static final double PER = 1_000;

    public static DayResult of(long dayStart, ShopperFigures with, ShopperFigures without) {
        double perRequest = Figures.ratio(PER * with.netOrders(), with.requests());
        double perRequestWithout = Figures.ratio(PER * without.netOrders(), without.requests());
        return new DayResult(
                dayStart,
                with.requests(),
                Figures.ratio(with.lostScore(), with.impressions()),
                Figures.ratio(with.lostScore(), with.unboostedScore()),
                with.netOrders(),
                without.netOrders(),
                perRequest,
                perRequestWithout,
                Figures.ratio(PER * with.netOrders(), with.exposures()),
                Figures.ratio(PER * without.netOrders(), without.exposures()),
                Figures.ratio(perRequest, perRequestWithout) - 1);
    }
}
