package io.tributary.cli;

import io.tributary.domain.eligibility.AttributeDeclarations;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.Topics;
import io.tributary.topology.rules.AttributeRecords;
import io.tributary.topology.rules.ListParts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** All versions of all lists that are published. */
final class PublishedLists {
    private final SortedMap<String, SortedMap<Integer, Version>> lists = new TreeMap<>();

    /**
     * A version as it is on the topic.
     *
     * @param records of its parts, by key
     * @param published when the last of them was, epoch milliseconds
     */
    record Version(SortedMap<String, ReferenceList> records, long published) {
        /** Nothing when a part lacks. */
        Optional<ReferenceList> whole() {
            return ListParts.join(records.values());
        }

        ReferenceList any() {
            return records.get(records.firstKey());
        }
    }

    /** What it is for decisions at a time. */
    enum State {
        IN_FORCE,
        TO_COME,
        REPLACED,
        LAPSED,
        INCOMPLETE
    }

    static PublishedLists read(SettingsOptions.Connection connection) {
        PublishedLists lists = new PublishedLists();
        LatestRecords.records(connection, Topics.REFERENCE_LISTS)
                .forEach((key, record) -> lists.add(key, record.value(), record.timestamp()));
        return lists;
    }

    /** The same of records that are there already. */
    static PublishedLists of(Map<String, ReferenceList> records) {
        PublishedLists lists = new PublishedLists();
        records.forEach((key, record) -> lists.add(key, record, 0));
        return lists;
    }

    private void add(String key, ReferenceList record, long time) {
        SortedMap<Integer, Version> versions = lists.computeIfAbsent(record.getName(), name -> new TreeMap<>());
        Version before = versions.get(record.getVersion());
        SortedMap<String, ReferenceList> records = before == null ? new TreeMap<>() : before.records();
        records.put(key, record);
        versions.put(
                record.getVersion(), new Version(records, Math.max(time, before == null ? 0 : before.published())));
    }

    /** Versions by number; empty when there is no such list. */
    SortedMap<Integer, Version> versions(String name) {
        return lists.getOrDefault(name, new TreeMap<>());
    }

    /** The highest version of each list. */
    SortedMap<String, Version> latest() {
        SortedMap<String, Version> latest = new TreeMap<>();
        lists.forEach((name, versions) -> latest.put(name, versions.get(versions.lastKey())));
        return latest;
    }

    /** What is declared of merchants' attributes. */
    AttributeDeclarations declared() {
        return AttributeRecords.declared(versions(AttributeDeclarations.LIST).values().stream()
                .flatMap(version -> version.whole().stream())
                .toList());
    }

    /** What a version is at a time, epoch milliseconds. */
    State state(Version version, long now) {
        ReferenceList list = version.any();
        if (version.whole().isEmpty()) {
            return State.INCOMPLETE;
        }
        if (isReplaced(list, now)) {
            return State.REPLACED;
        }
        if (starts(list) > now) {
            return State.TO_COME;
        }
        return list.getEndsAt() != null && list.getEndsAt() <= now ? State.LAPSED : State.IN_FORCE;
    }

    private boolean isReplaced(ReferenceList list, long now) {
        return lists.get(list.getName()).tailMap(list.getVersion() + 1).values().stream()
                .anyMatch(higher -> starts(higher.any()) <= now);
    }

    private static long starts(ReferenceList list) {
        return list.getStartsAt() == null ? Long.MIN_VALUE : list.getStartsAt();
    }

    /** Records of the versions that travel with beats: those that no higher one has replaced. */
    Collection<ReferenceList> carried(long now) {
        List<ReferenceList> carried = new ArrayList<>();
        lists.values().stream()
                .flatMap(versions -> versions.values().stream())
                .filter(version -> !isReplaced(version.any(), now))
                .forEach(version -> carried.addAll(version.records().values()));
        return carried;
    }
}
