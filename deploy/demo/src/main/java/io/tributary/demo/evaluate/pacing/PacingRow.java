package io.tributary.demo.evaluate.pacing;

/**
 * One line of the result.
 *
 * @param seed of the market
 * @param method tributary, tributary-no-reservation, or a published method
 * @param delivered exposures within the grants over what is feasible, 0..1
 * @param over exposures beyond the grants, as a part of all budgets
 * @param under exposures short of the grants, as a part of all budgets
 * @param worstOver (exposures − grant) / grant of the worst merchant
 * @param value of the exposures within the budgets
 * @param bound on the value of any method
 * @param smoothness 0: even; 1: as a Poisson stream
 */
record PacingRow(
        long seed,
        String method,
        double delivered,
        double over,
        double under,
        double worstOver,
        double value,
        double bound,
        double smoothness) {
    static PacingRow of(long seed, String method, Outcome outcome, double bound) {
        return new PacingRow(
                seed,
                method,
                outcome.delivered(),
                outcome.over(),
                outcome.under(),
                outcome.worstOver(),
                outcome.value(),
                bound,
                outcome.smoothness());
    }
}
