package io.tributary.domain.enrolment;

import io.tributary.domain.eligibility.Verdict;
import java.util.function.Function;

/**
 * What a ladder sees of a merchant as a period begins.
 *
 * @param evidence null while nothing is known of the members: then no chance is above or below anything
 * @param clauses what a clause of the ladder says of it, by its id
 */
public record StageView(StageEvidence evidence, Function<String, Verdict> clauses) {
    boolean isAbove(StageCondition condition) {
        return condition.isByChance() ? evidence != null && evidence.chance() > condition.chance() : holds(condition);
    }

    boolean isBelow(StageCondition condition) {
        return condition.isByChance() ? evidence != null && evidence.chance() < condition.chance() : holds(condition);
    }

    private boolean holds(StageCondition condition) {
        return clauses.apply(condition.clause().id()) == Verdict.HOLDS;
    }
}
