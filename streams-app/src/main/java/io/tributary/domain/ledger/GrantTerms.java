package io.tributary.domain.ledger;

/**
 * What a programme's rules give a merchant at its stage.
 *
 * @param floor exposures that are guaranteed in a period
 * @param weight its share of what exceeds the floors
 * @param cap most exposures in a period
 */
public record GrantTerms(long floor, double weight, long cap) {}
