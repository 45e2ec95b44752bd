package io.tributary.domain;

/** A merchant's step in a programme. Same order as the schema's symbols. */
public enum Stage {
    SEED,
    GROW,
    STEADY,
    GRADUATED
}
