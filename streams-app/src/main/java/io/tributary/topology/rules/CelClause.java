package io.tributary.topology.rules;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.tributary.domain.eligibility.Clause;
import io.tributary.domain.eligibility.ClauseReading;
import io.tributary.domain.eligibility.CompiledClause;
import io.tributary.domain.eligibility.Situation;
import io.tributary.domain.eligibility.Verdict;
import java.util.Map;
import java.util.Optional;

/**
 * A clause compiled from CEL.
 *
 * @param program null when it cannot be evaluated
 * @param fault empty when it can
 */
record CelClause(Clause clause, ClauseReading reading, CelRuntime.Program program, Optional<String> fault)
        implements CompiledClause {

    static CelClause of(Clause clause, ClauseReading reading, CelRuntime.Program program) {
        return new CelClause(clause, reading, program, Optional.empty());
    }

    static CelClause faulty(Clause clause, ClauseReading reading, String fault) {
        return new CelClause(clause, reading, null, Optional.of(fault));
    }

    @Override
    public Verdict evaluate(Situation situation) {
        if (program == null) {
            return Verdict.NOT_EVALUATED;
        }
        try {
            Object holds = program.eval(
                    Map.of("merchant", situation.values(), "lists", situation.lists(), "now", situation.now()));
            return Boolean.TRUE.equals(holds) ? Verdict.HOLDS : Verdict.FAILS;
        } catch (CelEvaluationException e) {
            return Verdict.NOT_EVALUATED;
        }
    }
}
