package io.tributary.cli;

import io.tributary.domain.eligibility.AttributeDeclarations;
import io.tributary.domain.eligibility.ClauseSamples;
import io.tributary.domain.eligibility.CompiledClause;
import io.tributary.domain.enrolment.StageCondition;
import io.tributary.domain.enrolment.StageStep;
import io.tributary.domain.rules.ProgrammeRules;
import io.tributary.topology.rules.CelClauses;

/** Refuses stages that overlap: those whose clauses to enter and to leave hold for one merchant at once. */
final class StageCheck {
    private StageCheck() {}

    /**
     * Returns when no merchant of every kind that the clauses speak of would enter a stage that it would leave.
     *
     * @param declared the attributes that they read
     * @throws IllegalArgumentException naming the stage
     */
    static void require(ProgrammeRules rules, AttributeDeclarations declared) {
        for (StageStep step : rules.admission().ladder().steps()) {
            StageCondition leave = step.leave();
            if (leave == null || leave.clause() == null || step.enter().clause() == null) {
                continue;
            }
            CompiledClause enters = CelClauses.get().compile(step.enter().clause(), declared);
            CompiledClause leaves = CelClauses.get().compile(leave.clause(), declared);
            if (ClauseSamples.canHoldTogether(enters, leaves, declared, System.currentTimeMillis())) {
                throw new IllegalArgumentException(StageStep.path(step.stage())
                        + ".leave.clause: holds for merchants for which enter holds, too; leave room between \""
                        + step.enter().clause().expression() + "\" and \""
                        + leave.clause().expression() + "\"");
            }
        }
    }
}
