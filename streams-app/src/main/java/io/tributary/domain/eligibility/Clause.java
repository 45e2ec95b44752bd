package io.tributary.domain.eligibility;

import io.tributary.domain.LocalizedText;

/**
 * One condition of eligibility; all of a programme's clauses must hold.
 *
 * @param id short name, unique in the programme
 * @param expression CEL over {@code merchant}, {@code lists} and {@code now}, yielding a boolean
 * @param reason why this condition decides, as the merchant reads it
 */
public record Clause(String id, String expression, LocalizedText reason) {
    public Clause {
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException("eligibility: a clause has no id");
        }
        if (expression == null || expression.isBlank()) {
            throw new IllegalArgumentException("eligibility." + id + ": the expression is empty");
        }
    }
}
