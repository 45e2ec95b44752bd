package io.tributary.domain.rules;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One version of each programme and the lists, as they are in force at a time. Immutable. */
public final class RulesInForce {
    private final long digest;
    private final Map<String, RuleBook.Version> versions = new LinkedHashMap<>();
    private final Map<String, List<String>> lists;

    /**
     * @param versions of different programmes
     * @param lists entries by list name
     */
    RulesInForce(long digest, Collection<RuleBook.Version> versions, Map<String, List<String>> lists) {
        this.digest = digest;
        this.lists = lists;
        versions.forEach(version -> this.versions.put(version.rules().id(), version));
    }

    /** Digest of the rule book. */
    public long digest() {
        return digest;
    }

    /** Null when there is no such programme. */
    public RuleBook.Version entry(String programmeId) {
        return versions.get(programmeId);
    }

    /** Null when there is no such programme. */
    public ProgrammeRules rules(String programmeId) {
        RuleBook.Version version = versions.get(programmeId);
        return version == null ? null : version.rules();
    }

    /** In the order in which they are decided and published. */
    public Collection<RuleBook.Version> entries() {
        return versions.values();
    }

    /** Entries by list name. */
    public Map<String, List<String>> lists() {
        return lists;
    }
}
