package io.tributary.domain.eligibility;

import io.tributary.domain.LocalizedText;
import java.util.Objects;

/**
 * One condition of a programme: of eligibility, where all must hold, of a hard exit, where any ends support, or of a stage.
 *
 * @param field of the programme that it stands in
 * @param id short name, unique in the programme
 * @param expression CEL over {@code merchant}, {@code lists} and {@code now}, yielding a boolean
 * @param reason why this condition decides, as the merchant reads it
 * @param evidence what the attributes that it reads must be
 */
public record Clause(String field, String id, String expression, LocalizedText reason, Evidence evidence) {
    public static final String ELIGIBILITY = "eligibility";
    public static final String EXITS = "exits";

    /**
     * What a clause asks of the attributes that it reads.
     *
     * @param unknown what the clause says while one of them is unknown
     * @param minimumSample least sample of them, or they count as unknown; 0: any
     */
    public record Evidence(UnknownPolicy unknown, long minimumSample) {
        public Evidence {
            Objects.requireNonNull(unknown);
        }
    }

    public Clause {
        if (id == null || id.isBlank()) {
            throw new IllegalArgumentException(field + ": a clause has no id");
        }
        if (expression == null || expression.isBlank()) {
            throw new IllegalArgumentException(field + "." + id + ": the expression is empty");
        }
    }

    /** One of eligibility. */
    public Clause(String id, String expression, LocalizedText reason, UnknownPolicy unknown, long minimumSample) {
        this(ELIGIBILITY, id, expression, reason, new Evidence(unknown, minimumSample));
    }

    /** One of eligibility that reads no attributes, or does not hold while they are unknown. */
    public Clause(String id, String expression, LocalizedText reason) {
        this(id, expression, reason, UnknownPolicy.NOT_MET, 0);
    }

    /** Where it stands, for messages. */
    public String path() {
        return field + "." + id;
    }

    public UnknownPolicy unknown() {
        return evidence.unknown();
    }

    public long minimumSample() {
        return evidence.minimumSample();
    }
}
