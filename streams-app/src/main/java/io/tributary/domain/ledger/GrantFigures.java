package io.tributary.domain.ledger;

/**
 * How a grant was computed; see {@link io.tributary.domain.grant.GrantRule} and {@link Budget#grantAt}.
 *
 * @param terms that the rules give the merchant, as far as its share of its owner's cap goes, without coupons
 * @param pending whether its terms are newer than the rate, so that it gets no more than before
 */
public record GrantFigures(GrantTerms terms, Limits limits, Rate rate, Amounts amounts, boolean pending) {
    /**
     * What else moves it, exposures; {@link Long#MAX_VALUE} where nothing limits it.
     *
     * @param reachable most that it can still use in the period
     * @param room most that other programmes leave of the limit of all
     * @param share of what all shops of its owner may get; it has cut the terms
     * @param coupons what they add to floor and cap
     */
    public record Limits(long reachable, long room, long share, long coupons) {}

    /**
     * What the pool has in force.
     *
     * @param perWeight exposures per unit of weight
     * @param floorScale part of the floors that the pool can carry, 0 to 1
     */
    public record Rate(double perWeight, double floorScale) {}

    /**
     * Exposures of the period.
     *
     * @param periodStart epoch milliseconds
     * @param before granted until now
     * @param granted from now on
     */
    public record Amounts(long periodStart, long before, long spent, long granted) {}

    /**
     * Of a grant that was just set.
     *
     * @param share of the shop in its owner's cap; {@link Long#MAX_VALUE} where it has none
     */
    public static GrantFigures of(Budget budget, Rate rate, long share, long before, boolean pending) {
        Amounts amounts = new Amounts(budget.periodStart(), before, budget.spent(), budget.granted());
        Limits limits = new Limits(budget.reachable(), budget.room(), share, budget.backing());
        return new GrantFigures(budget.snapshot().terms(), limits, rate, amounts, pending);
    }
}
