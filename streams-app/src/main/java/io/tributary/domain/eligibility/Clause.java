package io.tributary.domain.eligibility;

import io.tributary.domain.LocalizedText;
import java.util.Objects;

/**
 * One condition of eligibility; all of a programme's clauses must hold.
 *
 * @param id short name, unique in the programme
 * @param expression CEL over {@code merchant}, {@code lists} and {@code now}, yielding a boolean
 * @param reason why this condition decides, as the merchant reads it
 * @param unknown what it says while an attribute that it reads is unknown
 * @param minimumSample least sample of the attributes that it reads, or they count as unknown; 0: any
 */
public record Clause(String id, String expression, LocalizedText reason, UnknownPolicy unknown, long minimumSample) {
    public Clause {
        Objects.requireNonNull(unknown);
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException("eligibility: a clause has no id");
        }
        if (expression == null || expression.isBlank()) {
            throw new IllegalArgumentException("eligibility." + id + ": the expression is empty");
        }
    }

    /** One that reads no attributes, or does not hold while they are unknown. */
    public Clause(String id, String expression, LocalizedText reason) {
        this(id, expression, reason, UnknownPolicy.NOT_MET, 0);
    }
}
