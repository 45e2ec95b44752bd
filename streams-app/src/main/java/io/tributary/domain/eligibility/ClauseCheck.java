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
     * Returns when every clause can be evaluated and may hold.
     *
     * @throws IllegalArgumentException naming the first clause that cannot, the place in it, and what to write instead
     */
    public static void require(Collection<Clause> clauses) {
        for (Clause clause : clauses) {
            ClauseReading reading = ClauseReading.of(Expressions.parse(clause));
            Set<String> known = MerchantType.INSTANCE.fields().keySet();
            for (String field : reading.fields()) {
                if (!known.contains(field)) {
                    throw refusal(clause, "merchant has no field " + field + Nearest.hint(field, known));
                }
            }
            Expressions.compile(clause);
            for (ClauseReading.Comparison each : reading.comparisons()) {
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
    public static List<String> doubts(Collection<Clause> clauses) {
        List<String> doubts = new ArrayList<>();
        for (Clause clause : clauses) {
            for (ClauseReading.Comparison each : reading(clause).comparisons()) {
                Vocabulary.doubt(each.field(), each.word())
                        .ifPresent(doubt -> doubts.add("eligibility." + clause.id() + ": " + doubt));
            }
        }
        return doubts;
    }

    /** Names of the lists that the clauses need, as far as they are written out. */
    public static Set<String> lists(Collection<Clause> clauses) {
        Set<String> lists = new TreeSet<>();
        clauses.forEach(clause -> lists.addAll(reading(clause).lists()));
        return lists;
    }

    /**
     * Returns when every list that a clause names exists.
     *
     * @throws IllegalArgumentException naming the first clause that refers to another
     */
    public static void requireLists(Collection<Clause> clauses, Set<String> known) {
        for (Clause clause : clauses) {
            for (String list : reading(clause).lists()) {
                if (!known.contains(list)) {
                    throw refusal(clause, "there is no list '" + list + "'" + Nearest.hint(list, known));
                }
            }
        }
    }

    private static ClauseReading reading(Clause clause) {
        return ClauseReading.of(Expressions.parse(clause));
    }

    private static IllegalArgumentException refusal(Clause clause, String problem) {
        return new IllegalArgumentException("eligibility." + clause.id() + ": " + problem);
    }
}
