package io.tributary.domain.rules;

import io.tributary.domain.eligibility.Eligibility;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules in force at a task, with their clauses compiled. Immutable. */
public final class RuleBook {
    /** No rules yet; its digest is one that no pool sends. */
    public static final RuleBook EMPTY = new RuleBook(0, List.of(), Map.of());

    /** One programme's rules and its compiled clauses. */
    public record Entry(ProgrammeRules rules, Eligibility eligibility) {}

    private final long digest;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, List<String>> lists;

    /**
     * @throws IllegalArgumentException when a clause is no CEL
     */
    public RuleBook(long digest, Collection<ProgrammeRules> programmes, Map<String, List<String>> lists) {
        this.digest = digest;
        this.lists = Map.copyOf(lists);
        for (ProgrammeRules rules : programmes) {
            entries.put(rules.id(), new Entry(rules, new Eligibility(rules.eligibility())));
        }
    }

    public long digest() {
        return digest;
    }

    /** Null when there is no such programme. */
    public Entry entry(String programmeId) {
        return entries.get(programmeId);
    }

    public Collection<Entry> entries() {
        return entries.values();
    }

    public Map<String, List<String>> lists() {
        return lists;
    }
}
