package io.tributary.domain.experiment;

/**
 * One comparison of the arms.
 *
 * @param estimate null where the comparison is withheld
 * @param always interval that holds however often it is looked at; null where there is no estimate or no variance yet
 * @param budgetSplit null where it does not apply
 */
public record Figure(FigureKey key, Sums sums, Uplift estimate, Interval always, Uplift.Adjusted budgetSplit) {
    /**
     * Numerators and denominators by arm.
     *
     * @param treatmentDenominator bucket-days, thousands of exposures or thousands of pages
     * @param holdoutDenominator the same in holdout buckets
     */
    public record Sums(long treatment, long holdout, double treatmentDenominator, double holdoutDenominator) {}
}
