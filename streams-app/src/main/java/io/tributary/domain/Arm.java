package io.tributary.domain;

/** Side of the experiment a request fell on. Same order as the schema's symbols. */
public enum Arm {
    /** The merchant is in no programme, or the bucket is unknown. */
    NONE,
    /** At least one of the merchant's programmes may boost this bucket. */
    TREATMENT,
    /** Every programme of the merchant holds this bucket out. */
    HOLDOUT
}
