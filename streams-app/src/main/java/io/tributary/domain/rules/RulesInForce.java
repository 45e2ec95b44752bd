package io.tributary.domain.rules;

import io.tributary.domain.eligibility.AttributeDeclarations;
import io.tributary.domain.eligibility.MerchantFacts;
import io.tributary.domain.eligibility.Situation;
import io.tributary.domain.eligibility.SizeTable;
import io.tributary.domain.lists.ListEntry;
import io.tributary.domain.lists.ListVersion;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** One version of each programme and the lists, as they are in force at a time. Immutable. */
public final class RulesInForce {
    private final long digest;
    private final Map<String, RuleBook.Version> versions = new LinkedHashMap<>();
    private final Map<String, ListVersion> lists;
    private final AttributeDeclarations declared;
    private final SizeTable sizes;
    private final boolean readsFirstSale;
    private final boolean exclusions;

    /**
     * @param versions of different programmes
     * @param lists by name
     * @param declared attributes that clauses may read
     */
    RulesInForce(
            long digest,
            Collection<RuleBook.Version> versions,
            Map<String, ListVersion> lists,
            AttributeDeclarations declared) {
        this.digest = digest;
        this.lists = lists;
        this.declared = declared;
        ListVersion thresholds = lists.get(SizeTable.LIST);
        this.sizes = thresholds == null
                ? SizeTable.NONE
                : SizeTable.of(
                        thresholds.entries().stream().map(ListEntry::value).toList());
        this.readsFirstSale = versions.stream()
                .map(version -> version.rules().admission().clock())
                .anyMatch(clock -> clock != null && clock.start().from().equals(SupportClock.FIRST_SALE));
        this.exclusions = versions.stream()
                .anyMatch(version ->
                        !version.rules().admission().enrolment().excludes().isEmpty());
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

    /** Whether any programme excludes another. */
    boolean hasExclusions() {
        return exclusions;
    }

    /** Attributes of merchants that clauses may read. */
    public AttributeDeclarations declared() {
        return declared;
    }

    /** Whether a clock is counted from merchants' first sales. */
    public boolean readsFirstSale() {
        return readsFirstSale;
    }

    /** A merchant as these rules see it at a time, epoch milliseconds. */
    Situation situation(MerchantFacts merchant, long time) {
        return new Situation(merchant, lists, declared, sizes, time);
    }

    /** By their names. */
    public Map<String, ListVersion> lists() {
        return lists;
    }
}
