package io.tributary.cli;

import io.tributary.domain.eligibility.AttributeDeclarations;
import io.tributary.domain.eligibility.ClauseCheck;
import io.tributary.domain.eligibility.ClauseSamples;
import io.tributary.domain.eligibility.CompiledClause;
import io.tributary.domain.enrolment.Seats;
import io.tributary.domain.lists.ListVersion;
import io.tributary.domain.rules.Opening;
import io.tributary.domain.rules.Openings;
import io.tributary.domain.rules.ProgrammeRules;
import io.tributary.domain.rules.ProgrammeStatus;
import io.tributary.programmes.v1.Programme;
import io.tributary.topology.rules.CelClauses;
import io.tributary.topology.rules.RuleRecords;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What a good programme's clauses speak of, told before it is published, where its author still reads the answer. Whether it is good is
 * said by {@link io.tributary.topology.rules.RuleCheck}.
 */
public final class ProgrammeCheck {
    /** Openings of so many milliseconds are told, and so many of them: a bit more than a year. */
    private static final long NEXT_MILLIS = 400L * 86_400_000;

    private static final int MOST_NEXT = 3;

    private ProgrammeCheck() {}

    /**
     * Returns when a good programme's clauses read attributes as they are declared.
     *
     * @param declared asked when a clause reads any; null when they are not to be held against them
     * @throws IllegalArgumentException naming the clause and the attribute
     */
    static void requireTypes(ProgrammeRules rules, Supplier<AttributeDeclarations> declared) {
        boolean reads = CelClauses.get().compile(rules.admission().conditions()).stream()
                .anyMatch(clause -> !clause.reading().attributes().isEmpty());
        reads |= order(rules) != null;
        boolean over = rules.identity().status() == ProgrammeStatus.ENDED;
        if (reads && !over && declared != null) {
            requireTypes(rules, declared.get());
        } else if (!reads && !over) {
            StageCheck.require(rules, AttributeDeclarations.NONE);
        }
    }

    /**
     * Returns when a good programme's clauses read attributes as they are declared.
     *
     * @throws IllegalArgumentException naming the clause and the attribute
     */
    static void requireTypes(ProgrammeRules rules, AttributeDeclarations declared) {
        List<CompiledClause> typed = CelClauses.get().compile(rules.admission().conditions(), declared);
        ClauseCheck.requireDeclared(typed, declared);
        ClauseCheck.require(typed);
        StageCheck.require(rules, declared);
        if (order(rules) != null) {
            ClauseCheck.requireOrder("enrolment.seats.by", order(rules), declared);
        }
    }

    /** The attribute that orders those who wait for a seat; null for none. */
    private static String order(ProgrammeRules rules) {
        Seats seats = rules.admission().enrolment().seats();
        return seats == null ? null : seats.by();
    }

    /** Names of the lists that a good programme's clauses need. */
    public static Set<String> lists(Programme programme) {
        Set<String> lists = ClauseCheck.lists(clauses(programme));
        if (order(RuleRecords.rules(programme)) != null) {
            lists.add(AttributeDeclarations.LIST);
        }
        return lists;
    }

    /**
     * Returns when the lists exist that a good programme's clauses need.
     *
     * @throws IllegalArgumentException naming the clause and the list
     */
    public static void requireLists(Programme programme, Set<String> known) {
        ClauseCheck.requireLists(clauses(programme), known);
    }

    /** When a good programme's windows open next, a few of these; none where it has no windows. */
    static List<Opening> openings(Programme programme, long now) {
        Openings openings = RuleRecords.rules(programme).term().openings();
        return openings.isAlways()
                ? List.of()
                : openings.within(now, now + NEXT_MILLIS).stream()
                        .limit(MOST_NEXT)
                        .toList();
    }

    /** What looks like a mistake in a good programme's words, a line each. */
    public static List<String> doubts(Programme programme) {
        return ClauseCheck.doubts(clauses(programme));
    }

    /**
     * What a good programme's clauses make of merchants of every kind that they speak of, a line for each oddity.
     *
     * @param lists by name; others are taken to hold something
     * @param declared the attributes that they read
     * @param now epoch milliseconds
     */
    public static List<String> warnings(
            Programme programme, Map<String, ListVersion> lists, AttributeDeclarations declared, long now) {
        List<CompiledClause> clauses = CelClauses.get()
                .compile(RuleRecords.rules(programme).admission().clauses(), declared);
        return new ArrayList<>(ClauseSamples.warnings(clauses, lists, declared, now));
    }

    private static List<CompiledClause> clauses(Programme programme) {
        return CelClauses.get().compile(RuleRecords.rules(programme).admission().conditions());
    }
}
