package io.tributary.domain.reward;

/** What a benefit's quota counts. */
public enum BenefitUnit {
    /** Nothing: it is had or not. */
    NONE,
    EXPOSURES,
    /** Orders that were paid and not turned back. */
    ORDERS,
    /** What they were paid, minor units of the currency. */
    SALES,
    /** Money of the benefit itself, minor units of the currency: by tiers of sales, where it has any. */
    MONEY
}
