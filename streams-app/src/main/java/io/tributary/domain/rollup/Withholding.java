package io.tributary.domain.rollup;

/** Whether figures of a group are withheld, and why; see the contract's Withholding. */
public enum Withholding {
    NONE,
    SMALL,
    COMPLEMENT,
    WITHIN
}
