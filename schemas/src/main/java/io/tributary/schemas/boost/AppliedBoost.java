package io.tributary.schemas.boost;

/**
 * What a ranker applies to one merchant's items in one request.
 *
 * @param multiplier for rankers that multiply scores, at least 1
 * @param additive for rankers that add to scores, at least 0
 * @param directiveId to be echoed on the impressions that were boosted; null: no boost
 * @param programmeId programme that grants it; null: no boost
 * @param advertisement whether the item must be shown with the mark of an advertisement, because its merchant pays for the boost
 * @param shareOfPage largest part of a page's positions that items boosted by the programme may take up, above 0 to 1; 1: no limit. See
 *     {@link PageShares}
 */
public record AppliedBoost(
        double multiplier,
        double additive,
        String directiveId,
        String programmeId,
        boolean advertisement,
        double shareOfPage) {
    /** No boost. */
    public static final AppliedBoost NONE = new AppliedBoost(1, 0, null, null);

    public AppliedBoost {
        if (!(multiplier >= 1) || !(additive >= 0)) {
            throw new IllegalArgumentException(
                    "a boost never demotes, but multiplier is " + multiplier + " and additive is " + additive);
        }
    }

    /** One that the merchant does not pay for, on any number of positions. */
    public AppliedBoost(double multiplier, double additive, String directiveId, String programmeId) {
        this(multiplier, additive, directiveId, programmeId, false, 1);
    }

    /** Whether there is nothing to apply. */
    public boolean isNone() {
        return directiveId == null;
    }
}
