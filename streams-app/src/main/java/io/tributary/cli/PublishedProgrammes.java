package io.tributary.cli;

import io.tributary.programmes.v1.Programme;
import io.tributary.schemas.ProgrammeKey;
import io.tributary.schemas.Topics;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the topic of programmes holds: of each programme the versions in force and announced, and some that were replaced. */
final class PublishedProgrammes {
    private final SortedMap<String, SortedMap<Integer, Programme>> programmes = new TreeMap<>();

    static PublishedProgrammes read(SettingsOptions.Connection connection) {
        return of(LatestRecords.read(connection, Topics.PROGRAMMES).values());
    }

    static PublishedProgrammes of(Collection<Programme> records) {
        PublishedProgrammes published = new PublishedProgrammes();
        records.forEach(each -> published
                .programmes
                .computeIfAbsent(each.getProgrammeId(), id -> new TreeMap<>())
                .put(each.getVersion(), each));
        return published;
    }

    /** Versions of a programme by number; empty when there is none. */
    SortedMap<Integer, Programme> versions(String id) {
        return programmes.getOrDefault(id, new TreeMap<>());
    }

    /** The highest version of each programme. */
    SortedMap<String, Programme> latest() {
        SortedMap<String, Programme> latest = new TreeMap<>();
        programmes.forEach((id, versions) -> latest.put(id, versions.get(versions.lastKey())));
        return latest;
    }

    /** The version of a programme that is in force at a time, epoch milliseconds, by what is published; null when none is. */
    Programme inForceAt(String id, long time) {
        return versions(id).values().stream()
                .filter(each -> from(each) <= time)
                .reduce((lower, higher) -> higher)
                .orElse(null);
    }

    /** Versions in force, announced, and under which merchants stay, at a time, epoch milliseconds, by their keys: what travels with beats. */
    SortedMap<String, Programme> carried(long time) {
        SortedMap<String, Programme> carried = new TreeMap<>(ProgrammeKey.ORDER);
        programmes.forEach((id, versions) -> versions.forEach((number, each) -> {
            List<Programme> after = versions.tailMap(number + 1).values().stream()
                    .filter(higher -> from(higher) <= Math.max(time, from(each)))
                    .toList();
            if (after.stream().allMatch(higher -> TransitionCheck.isOpen(higher, time))) {
                carried.put(ProgrammeKey.of(each), each);
            }
        }));
        return carried;
    }

    /** Keys of all that the topic holds of a programme. */
    List<String> keys(String id) {
        return versions(id).values().stream().map(ProgrammeKey::of).toList();
    }

    private static long from(Programme programme) {
        return programme.getEffectiveFrom() == null ? Long.MIN_VALUE : programme.getEffectiveFrom();
    }
}
