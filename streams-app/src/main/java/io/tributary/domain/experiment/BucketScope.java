package io.tributary.domain.experiment;

/** Whose exposures and orders are summed by bucket. */
public enum BucketScope {
    /** Merchants in one stage of one version of a programme. */
    PROGRAMME,
    /** Merchants in any programme, each once. */
    MEMBERS,
    /** All merchants. */
    MERCHANTS
}
