package io.tributary.domain.rules;

import io.tributary.domain.eligibility.AttributeDeclarations;
import io.tributary.domain.eligibility.Decision;
import io.tributary.domain.eligibility.MerchantFacts;
import io.tributary.domain.eligibility.Situation;
import io.tributary.domain.eligibility.SizeTable;
import io.tributary.domain.lists.ListEntry;
import io.tributary.domain.lists.ListVersion;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One version of each programme, former ones under which merchants may stay, and the lists, as they are in force at a time. Immutable. */
public final class RulesInForce {
    private final long digest;
    private final Map<String, RuleBook.Version> versions = new LinkedHashMap<>();
    /** Former versions under which merchants may stay, by programme. */
    private final Map<String, List<Stay>> stays = new HashMap<>();

    private final Map<String, ListVersion> lists;
    private final AttributeDeclarations declared;
    private final SizeTable sizes;
    private final boolean readsFirstSale;
    private final boolean limitsAdmission;

    /**
     * @param begun by programme the versions that have begun; the last of them is in force
     * @param lists by name
     * @param declared attributes that clauses may read
     */
    RulesInForce(
            long digest,
            Map<String, List<RuleBook.Version>> begun,
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
        begun.forEach((id, each) -> {
            versions.put(id, each.get(each.size() - 1));
            List<Stay> former = Stay.among(each);
            if (!former.isEmpty()) {
                stays.put(id, former);
            }
        });
        this.readsFirstSale = admissions()
                .map(Admission::clock)
                .anyMatch(clock -> clock != null && clock.start().from().equals(SupportClock.FIRST_SALE));
        this.limitsAdmission = admissions()
                .map(Admission::enrolment)
                .anyMatch(terms -> terms.seats() != null || !terms.excludes().isEmpty());
    }

    private Stream<Admission> admissions() {
        Stream<RuleBook.Version> former =
                stays.values().stream().flatMap(List::stream).map(Stay::version);
        return Stream.concat(versions.values().stream(), former)
                .map(version -> version.rules().admission());
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

    /** The version of that number, in force or one under which merchants may stay; null when it is neither. */
    public RuleBook.Version entry(String programmeId, int version) {
        RuleBook.Version inForce = versions.get(programmeId);
        if (inForce == null || inForce.rules().version() == version) {
            return inForce;
        }
        Stay stay = stay(programmeId, version);
        return stay == null ? null : stay.version();
    }

    /** The rules that hold for a merchant that was decided about under a version: those in force, unless it stays. Null as above. */
    public ProgrammeRules rules(String programmeId, int version) {
        Stay stay = stay(programmeId, version);
        return stay == null ? rules(programmeId) : stay.version().rules();
    }

    /** The same as a former version under which merchants may stay; null when it is none. */
    Stay stay(String programmeId, int version) {
        // Nearly always there are none.
        if (!stays.isEmpty()) {
            for (Stay each : stays.getOrDefault(programmeId, List.of())) {
                if (each.version().rules().version() == version) {
                    return each;
                }
            }
        }
        return null;
    }

    /**
     * The former version under which a merchant stays; null where it stays under none.
     *
     * @param standing the decision that stands about it; null for none
     * @param now epoch milliseconds
     */
    Stay stay(Decision standing, long now) {
        if (standing == null || !standing.eligible()) {
            return null;
        }
        Stay stay = stay(standing.programmeId(), standing.version());
        return stay == null || now >= stay.until() ? null : stay;
    }

    /** In the order in which they are decided and published. */
    public Collection<RuleBook.Version> entries() {
        return versions.values();
    }

    /** Whether any programme excludes another, or has seats. */
    boolean limitsAdmission() {
        return limitsAdmission;
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
    public Situation situation(MerchantFacts merchant, long time) {
        return new Situation(merchant, lists, declared, sizes, time);
    }

    /** By their names. */
    public Map<String, ListVersion> lists() {
        return lists;
    }
}
