package io.tributary.domain.reward;

/** What kind of support a benefit is. */
public enum BenefitKind {
    /** A mark beside the merchant's name. */
    LABEL,
    /** Exposures: a coupon in the ledger. */
    TRAFFIC_COUPON,
    /** Money for advertisements, which the platform's own systems take. */
    AD_COUPON,
    /** A part of the platform's fees is waived. */
    FEE_RELIEF,
    TRAINING,
    TOOL
}
