package io.tributary.topology.rules;

import io.tributary.domain.eligibility.ClauseCheck;
import io.tributary.domain.eligibility.CompiledClause;
import io.tributary.domain.rules.ProgrammeRules;
import io.tributary.domain.rules.ProgrammeStatus;
import io.tributary.programmes.v1.Programme;
import java.util.List;

/** Whether a programme may be taken: what the command line, the pool and the service in one process all ask before they do. */
public final class RuleCheck {
    private RuleCheck() {}

    /**
     * A programme's rules, when they can be followed: merchant tasks compile its clauses when the beat brings it, and must not tell
     * merchants of a rule which nobody can fulfil. Clauses of an ended programme decide nothing any more and need only be compiled: a
     * programme that a former service took can always be ended.
     *
     * @throws IllegalArgumentException naming the field and what it must be, or the clause and its place
     */
    public static ProgrammeRules programme(Programme programme) {
        ProgrammeRules rules = RuleRecords.rules(programme);
        List<CompiledClause> clauses =
                CelClauses.get().compile(rules.admission().conditions());
        if (rules.identity().status() != ProgrammeStatus.ENDED) {
            ClauseCheck.require(clauses);
        }
        return rules;
    }
}
