package io.tributary.domain.rules;

import io.tributary.domain.eligibility.AttributeDeclarations;
import io.tributary.domain.eligibility.Eligibility;
import io.tributary.domain.lists.ListVersion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All rules and lists that a task was told of: of each programme one or more versions, with the time from which each is in force.
 *
 * <pre>
 *   farm      v1 from the beginning ─────────────┬─ v2 from Monday on ──────────
 *   newcomer  v4 from the beginning ─────────────┴──────────────────────────────
 *                  inForceAt(Sunday): farm v1, newcomer v4     inForceAt(Monday): farm v2, newcomer v4
 * </pre>
 *
 * Who took part in a version may {@link Stay stay} under it when another takes its place, as that one says. A version of a programme whose record says no time is in force from the beat that brings it. Of a list the highest version is in
 * force whose time has come; its entries are valid for times of their own, within that. Immutable.
 */
public final class RuleBook {
    /** No rules yet; its digest is one that no pool sends. */
    public static final RuleBook EMPTY = new RuleBook(0, List.of(), List.of());

    /** Of a version that is in force from the beat that brings it. */
    public static final long AT_ONCE = Long.MIN_VALUE;

    /**
     * One version of a programme and its compiled clauses.
     *
     * @param from first moment at which it is in force, epoch milliseconds, or {@link #AT_ONCE}
     */
    public record Version(ProgrammeRules rules, Eligibility eligibility, long from) {}

    private final long digest;
    /** What is in force by the time from which it is. */
    private final TreeMap<Long, RulesInForce> inForce = new TreeMap<>();

    /**
     * @param digest of all records it is made from
     * @param versions in the order in which their programmes are decided and published
     */
    public RuleBook(long digest, Collection<Version> versions, Collection<ListVersion> lists) {
        this(digest, versions, lists, AttributeDeclarations.NONE);
    }

    /** @param declared attributes of merchants that the versions' clauses were compiled with */
    public RuleBook(
            long digest, Collection<Version> versions, Collection<ListVersion> lists, AttributeDeclarations declared) {
        this.digest = digest;
        TreeSet<Long> times = new TreeSet<>(List.of(AT_ONCE));
        versions.forEach(version -> times.add(version.from()));
        lists.forEach(list -> times.add(list.startsAt()));
        for (long time : times) {
            inForce.put(time, new RulesInForce(digest, begun(versions, time), inForce(lists, time), declared));
        }
    }

    /** Of each list the highest version that has begun; the lowest where none has: none of its entries is valid yet. */
    private static Map<String, ListVersion> inForce(Collection<ListVersion> lists, long time) {
        Map<String, ListVersion> inForce = new HashMap<>();
        Comparator<ListVersion> order = Comparator.<ListVersion>comparingInt(
                list -> list.startsAt() <= time ? list.version() : -list.version());
        for (ListVersion list : lists) {
            inForce.merge(list.name(), list, (a, b) -> order.compare(a, b) >= 0 ? a : b);
        }
        return Map.copyOf(inForce);
    }

    /** Of each programme the versions that have begun; the last is the one that began last, and of those that began together the highest. */
    private static Map<String, List<Version>> begun(Collection<Version> versions, long time) {
        Map<String, List<Version>> begun = new LinkedHashMap<>();
        for (Version each : versions) {
            if (each.from() <= time) {
                begun.computeIfAbsent(each.rules().id(), id -> new ArrayList<>())
                        .add(each);
            }
        }
        Comparator<Version> order = Comparator.comparingLong(Version::from)
                .thenComparingInt(version -> version.rules().version());
        begun.values().forEach(each -> each.sort(order));
        return begun;
    }

    /** Digest of rules and lists. */
    public long digest() {
        return digest;
    }

    /**
     * The rules in force at a time: the same object as long as nothing changes.
     *
     * @param time epoch milliseconds
     */
    public RulesInForce inForceAt(long time) {
        return inForce.floorEntry(time).getValue();
    }
}
