package io.tributary.domain.enrolment;

import io.tributary.domain.eligibility.Clause;

/**
 * What moves a merchant along a ladder of stages: a limit of the chance that it sells better on its exposure than members do on theirs, or
 * a clause. Which of the two sides of the limit counts says where it stands.
 *
 * @param chance the limit, above 0 and below 1; NaN where a clause decides
 * @param clause null where the chance decides
 */
public record StageCondition(double chance, Clause clause) {
    public static StageCondition byChance(double limit) {
        return new StageCondition(limit, null);
    }

    public static StageCondition by(Clause clause) {
        return new StageCondition(Double.NaN, clause);
    }

    public StageCondition {
        if (clause == null && !(chance > 0 && chance < 1)) {
            throw new IllegalArgumentException("is " + chance + ", must be above 0 and below 1");
        }
    }

    boolean isByChance() {
        return clause == null;
    }
}
