package io.tributary.domain.eligibility;

import java.util.List;

/** Reads the language that clauses are written in. */
public interface ClauseCompiler {
    /**
     * The clause ready to be evaluated. One whose types do not fit is compiled all the same, and says so as its
     * {@link CompiledClause#fault}: it must stop nobody's work.
     *
     * @throws IllegalArgumentException in one line that names the clause and the place in it, when it is not of the language at all
     */
    CompiledClause compile(Clause clause);

    /** Several of them. */
    default List<CompiledClause> compile(List<Clause> clauses) {
        return clauses.stream().map(this::compile).toList();
    }
}
