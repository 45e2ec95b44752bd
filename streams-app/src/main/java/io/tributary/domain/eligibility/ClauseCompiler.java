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

    /**
     * The same where it is known what attributes are declared: a clause that reads another, or one as what it is not, is at fault. Without
     * that every attribute is taken for what the clause makes of it.
     */
    CompiledClause compile(Clause clause, AttributeDeclarations declared);

    /** Several of them, likewise. */
    default List<CompiledClause> compile(List<Clause> clauses, AttributeDeclarations declared) {
        return clauses.stream().map(clause -> compile(clause, declared)).toList();
    }

    /** Several of them. */
    default List<CompiledClause> compile(List<Clause> clauses) {
        return clauses.stream().map(this::compile).toList();
    }
}
