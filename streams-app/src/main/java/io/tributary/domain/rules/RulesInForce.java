package io.tributary.domain.rules;

import io.tributary.domain.lists.ListVersion;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** One version of each programme and the lists, as they are in force at a time. Immutable. */
public final class RulesInForce {
    private final long digest;
    private final Map<String, RuleBook.Version> versions = new LinkedHashMap<>();
    private final Map<String, ListVersion> lists;

    /**
     * @param versions of different programmes
     * @param lists by name
     */
    RulesInForce(long digest, Collection<RuleBook.Version> versions, Map<String, ListVersion> lists) {
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

    /** By their names. */
    public Map<String, ListVersion> lists() {
        return lists;
    }
}
