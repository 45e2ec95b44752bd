package io.tributary.domain.eligibility;

import java.util.List;

/**
 * What a programme's clauses come to for a merchant.
 *
 * @param clauses those that decided: all when eligible, else those that do not hold
 */
public record Outcome(boolean eligible, List<DecidedClause> clauses) {
    public Outcome {
        clauses = List.copyOf(clauses);
    }
}
