package io.tributary.domain.rules;

import io.tributary.domain.LocalizedText;

/**
 * One field in which two versions of a programme differ.
 *
 * @param field its name in the contract; of a clause {@code eligibility.ID}
 * @param before plain value, null for none
 * @param after plain value, null for none
 * @param sentence what changes, for merchants
 */
public record RuleDifference(String field, Object before, Object after, ChangeKind kind, LocalizedText sentence) {}
