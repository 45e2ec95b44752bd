package io.tributary.demo.marketplace;

/**
 * What shoppers did over some time.
 *
 * @param requests pages shown
 * @param impressions items shown
 * @param exposures of these, viewable and valid
 * @param netOrders order lines that are or will be paid, less those refunded
 * @param lostScore score lost against the pages without boosts
 * @param unboostedScore score of the pages without boosts
 */
public record ShopperFigures(
        long requests, long impressions, long exposures, long netOrders, double lostScore, double unboostedScore) {
    public static final ShopperFigures NONE = new ShopperFigures(0, 0, 0, 0, 0, 0);

    public ShopperFigures since(ShopperFigures then) {
        return new ShopperFigures(
                requests - then.requests,
                impressions - then.impressions,
                exposures - then.exposures,
                netOrders - then.netOrders,
                lostScore - then.lostScore,
                unboostedScore - then.unboostedScore);
    }
}
