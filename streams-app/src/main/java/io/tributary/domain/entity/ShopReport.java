package io.tributary.domain.entity;

import java.util.List;

/**
 * What a shop tells its owner: all that it holds, at a beat where that changed.
 *
 * @param joinedAt when the shop opened, epoch milliseconds
 * @param holdings one for each programme; of a shop that leaves, what it keeps
 */
public record ShopReport(String merchantId, Stint stint, long joinedAt, List<Holding> holdings) {
    /**
     * The time in which a shop belongs to an owner without a break.
     *
     * @param since number of its first report to this owner
     * @param number of this report: higher than of all before it to any owner
     * @param left whether the shop belongs to the owner no longer
     */
    public record Stint(long since, long number, boolean left) {}

    public ShopReport {
        holdings = List.copyOf(holdings);
    }
}
