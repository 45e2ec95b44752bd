package io.tributary.domain.eligibility;

import java.util.Optional;

/** A clause ready to be evaluated, in whatever language it is written. Safe for use by several threads. */
public interface CompiledClause {
    /** What it was made from. */
    Clause clause();

    /** What it speaks of. */
    ClauseReading reading();

    /**
     * Why it can be evaluated for no merchant, in one line that names the clause, the place in it and the remedy; empty when it can.
     */
    Optional<String> fault();

    /**
     * What it says of a merchant: while an attribute that it reads is unknown, what its {@link UnknownPolicy} says; it awaits the age of an
     * owner.
     */
    default Verdict verdict(Situation situation) {
        if (situation.merchant().isOwnerAwaited()
                && reading().fields().contains(MerchantField.OWNER_AGE_DAYS.fieldName())) {
            return Verdict.AWAITED;
        }
        boolean reads = !reading().attributes().isEmpty() && fault().isEmpty();
        return reads && !situation.knows(reading().attributes(), clause().minimumSample())
                ? clause().unknown().verdict()
                : evaluate(situation);
    }

    /**
     * What it says when all attributes that it reads are known. Never throws: what cannot be said is {@link Verdict#NOT_EVALUATED}.
     */
    Verdict evaluate(Situation situation);
}
