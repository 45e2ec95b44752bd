package io.tributary.domain.merchant;

import io.tributary.domain.ledger.Budget;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a programme's members of a task would be granted at the candidate of the search for the grant rate, kept as members come, change
 * and leave, so that only another candidate costs a look at all of them.
 */
final class CandidateSums {
    private final double rate;
    private final double floorScale;
    private long grants;
    /**
     * Members below their cap by weight. Weights are those of stages, so there are few; counts, other than a sum of weights, do not
     * depend on the order in which members came.
     */
    private final Map<Double, Integer> free = new TreeMap<>();

    /**
     * @param rate k of the candidate, exposures per unit of weight
     * @param floorScale part of the floors, 0..1
     */
    CandidateSums(double rate, double floorScale) {
        this.rate = rate;
        this.floorScale = floorScale;
    }

    boolean isOf(double otherRate, double otherScale) {
        return rate == otherRate && floorScale == otherScale;
    }

    void add(Budget budget) {
        grants += budget.grantAt(rate, floorScale);
        if (budget.isBelowCapAt(rate, floorScale)) {
            free.merge(budget.weight(), 1, Integer::sum);
        }
    }

    /** Takes back what {@link #add} did; nothing but charges may have changed since. */
    void remove(Budget budget) {
        grants -= budget.grantAt(rate, floorScale);
        if (budget.isBelowCapAt(rate, floorScale)) {
            free.computeIfPresent(budget.weight(), (weight, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Follows a charge: a grant never falls below what is spent of it. */
    void charged(Budget budget) {
        boolean raises = budget.spent() <= budget.granted() && budget.spent() > budget.grantByRule(rate, floorScale);
        grants += raises ? 1 : 0;
    }

    /** Sum of grants, exposures. */
    long grants() {
        return grants;
    }

    /** Sum of the weights of members whose grant a higher rate would raise. */
    double freeWeight() {
        double sum = 0;
        for (Map.Entry<Double, Integer> each : free.entrySet()) {
            sum += each.getKey() * each.getValue();
        }
        return sum;
    }
}
