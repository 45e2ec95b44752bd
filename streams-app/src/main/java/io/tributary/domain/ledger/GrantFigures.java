package io.tributary.domain.ledger;

/**
 * How a grant was computed; see {@link io.tributary.domain.grant.GrantRule} and {@link Budget#grantAt}.
 *
 * @param terms that the rules give the merchant
 * @param reachable most exposures that it can still use, and that other programmes leave to it; {@link Long#MAX_VALUE} while nothing speaks against more
 * @param pending whether its terms are newer than the rate, so that it gets no more than before
 */
public record GrantFigures(GrantTerms terms, long reachable, Rate rate, Amounts amounts, boolean pending) {
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

    /** Of a grant that was just set. */
    public static GrantFigures of(Budget budget, Rate rate, long before, boolean pending) {
        Amounts amounts = new Amounts(budget.periodStart(), before, budget.spent(), budget.granted());
        return new GrantFigures(
                budget.snapshot().terms(), Math.min(budget.reachable(), budget.room()), rate, amounts, pending);
    }
}
