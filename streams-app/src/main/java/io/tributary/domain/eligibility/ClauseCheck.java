package io.tributary.domain.eligibility;

import io.tributary.text.Nearest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Refuses clauses that can never hold, before merchants are told that they do not fulfil them: fields that no merchant has, texts
 * compared with numbers, words that a field never says, what is neither true nor false.
 */
public final class ClauseCheck {
    private ClauseCheck() {}

    /**
     * Returns when every clause reads declared attributes only, and none that is about prices or what merchants buy.
     *
     * @throws IllegalArgumentException naming the first clause that reads another, and the nearest there is, or why it may not
     */
    public static void requireDeclared(Collection<CompiledClause> clauses, AttributeDeclarations declared) {
        for (CompiledClause clause : clauses) {
            for (String name : clause.reading().attributes()) {
                if (declared.type(name) == null) {
                    throw refusal(
                            clause,
                            "no attribute " + name + " is declared"
                                    + (declared.names().isEmpty()
                                            ? "; give the file of the list that declares them, too"
                                            : Nearest.hint(name, declared.names())));
                }
                if (!declared.refusal(name).isEmpty()) {
                    throw refusal(clause, "may not ask for " + name + ", which is about " + declared.refusal(name));
                }
            }
        }
    }

    /**
     * Returns when an attribute can order merchants: it is declared, a number, and not about prices or what merchants buy.
     *
     * @param path field that names it
     * @throws IllegalArgumentException naming the field and the nearest attribute there is, or why it may not
     */
    public static void requireOrder(String path, String name, AttributeDeclarations declared) {
        if (declared.type(name) != AttributeDeclaration.Type.NUMBER) {
            throw new IllegalArgumentException(path + ": is " + name + ", must be a declared attribute that is a number"
                    + Nearest.hint(name, declared.names()));
        }
        if (!declared.refusal(name).isEmpty()) {
            throw new IllegalArgumentException(
                    path + ": may not be " + name + ", which is about " + declared.refusal(name));
        }
    }

    /**
     * Returns when every clause can be evaluated and may hold.
     *
     * @throws IllegalArgumentException naming the first clause that cannot, the place in it, and what to write instead
     */
    public static void require(Collection<CompiledClause> clauses) {
        for (CompiledClause clause : clauses) {
            for (String field : clause.reading().fields()) {
                if (MerchantField.named(field) == null) {
                    throw refusal(
                            clause, "merchant has no field " + field + Nearest.hint(field, MerchantField.names()));
                }
            }
            clause.fault().ifPresent(fault -> {
                throw new IllegalArgumentException(fault);
            });
            for (ClauseReading.Comparison each : clause.reading().comparisons()) {
                Vocabulary.problem(each.field(), each.word()).ifPresent(problem -> {
                    throw refusal(clause, problem);
                });
            }
        }
    }

    /**
     * What looks like a mistake and is none for certain, a line each: words that are nearly usual ones.
     *
     * @param clauses good ones
     */
    public static List<String> doubts(Collection<CompiledClause> clauses) {
        List<String> doubts = new ArrayList<>();
        for (CompiledClause clause : clauses) {
            for (ClauseReading.Comparison each : clause.reading().comparisons()) {
                Vocabulary.doubt(each.field(), each.word())
                        .ifPresent(doubt -> doubts.add(clause.clause().path() + ": " + doubt));
            }
        }
        return doubts;
    }

    /** Names of the lists that the clauses need, as far as they are written out. */
    public static Set<String> lists(Collection<CompiledClause> clauses) {
        Set<String> lists = new TreeSet<>();
        clauses.forEach(clause -> lists.addAll(clause.reading().lists()));
        return lists;
    }

    /**
     * Returns when every list that a clause names exists.
     *
     * @throws IllegalArgumentException naming the first clause that refers to another
     */
    public static void requireLists(Collection<CompiledClause> clauses, Set<String> known) {
        for (CompiledClause clause : clauses) {
            for (String list : clause.reading().lists()) {
                if (!known.contains(list)) {
                    throw refusal(clause, "there is no list '" + list + "'" + Nearest.hint(list, known));
                }
            }
        }
    }

    private static IllegalArgumentException refusal(CompiledClause clause, String problem) {
        return new IllegalArgumentException(clause.clause().path() + ": " + problem);
    }
}
