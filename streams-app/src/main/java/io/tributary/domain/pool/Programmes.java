package io.tributary.domain.pool;

import io.tributary.domain.Surface;
import io.tributary.domain.lists.ListVersion;
import io.tributary.domain.rules.ProgrammeRules;
import io.tributary.domain.rules.ProgrammeVersions;
import io.tributary.domain.rules.RulesDigest;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Rules and lists, in force from the next beat or a later time on, and kill switches; sorted by name. */
final class Programmes {
    static final String STOP_ALL = "ALL";
    private static final String SURFACE = "surface:";
    private static final String PROGRAMME = "programme:";
    private static final String MERCHANT = "merchant:";

    private final SortedMap<String, ProgrammeVersions> rules = new TreeMap<>();
    private final SortedMap<String, NavigableMap<Integer, ListVersion>> lists = new TreeMap<>();
    private final SortedSet<String> stopped = new TreeSet<>();

    boolean put(ProgrammeRules programme) {
        return rules.computeIfAbsent(programme.id(), id -> new ProgrammeVersions())
                .put(programme);
    }

    boolean put(ListVersion list) {
        if (!isNewList(list.name(), list.version())) {
            return false;
        }
        lists.computeIfAbsent(list.name(), name -> new TreeMap<>()).put(list.version(), list);
        return true;
    }

    boolean isNewList(String name, int version) {
        return !lists.containsKey(name) || lists.get(name).lastKey() < version;
    }

    void removeProgramme(String id) {
        rules.remove(id);
    }

    void removeVersion(String id, int version) {
        ProgrammeVersions versions = rules.get(id);
        if (versions != null) {
            versions.remove(version);
            if (versions.isEmpty()) {
                rules.remove(id);
            }
        }
    }

    void removeList(String name, int version) {
        NavigableMap<Integer, ListVersion> versions = lists.get(name);
        if (versions != null) {
            versions.remove(version);
            if (versions.isEmpty()) {
                lists.remove(name);
            }
        }
    }

    boolean holds(String id, int version) {
        return rules.containsKey(id) && rules.get(id).holds(version);
    }

    /** Forgets the versions of programmes that another has replaced by a time, epoch milliseconds. */
    void forgetReplacedVersions(long time) {
        rules.values().forEach(versions -> versions.forgetReplaced(time));
    }

    boolean holdsList(String name, int version) {
        return lists.containsKey(name) && lists.get(name).containsKey(version);
    }

    /** Forgets the versions of lists that a higher one has replaced by a time, epoch milliseconds. */
    void forgetReplacedLists(long time) {
        for (NavigableMap<Integer, ListVersion> versions : lists.values()) {
            versions.descendingMap().values().stream()
                    .filter(list -> list.startsAt() <= time)
                    .findFirst()
                    .ifPresent(inForce ->
                            versions.headMap(inForce.version(), false).clear());
        }
    }

    void stop(String scope) {
        stopped.add(checked(scope));
    }

    void lift(String scope) {
        stopped.remove(scope);
    }

    /** The version of each programme that is in force at a time, epoch milliseconds. */
    Collection<ProgrammeRules> inForceAt(long time) {
        return rules.values().stream()
                .map(versions -> versions.inForceAt(time))
                .filter(Objects::nonNull)
                .toList();
    }

    private Stream<ProgrammeRules> all() {
        return rules.values().stream().flatMap(versions -> versions.all().stream());
    }

    List<String> stopped() {
        return List.copyOf(stopped);
    }

    /** Whether the kill switch leaves the programme no surface to boost on. */
    boolean isStopped(ProgrammeRules programme) {
        return stopped.contains(STOP_ALL)
                || stopped.contains(PROGRAMME + programme.id())
                || programme.delivery().surfaces().stream()
                        .allMatch(surface -> stopped.contains(SURFACE + surface.name()));
    }

    long digest() {
        return RulesDigest.of(all(), lists.values().stream().flatMap(versions -> versions.values().stream()));
    }

    private static String checked(String scope) {
        boolean known = scope.equals(STOP_ALL)
                || named(scope, PROGRAMME)
                || named(scope, MERCHANT)
                || (named(scope, SURFACE) && isSurface(scope.substring(SURFACE.length())));
        if (!known) {
            throw new IllegalArgumentException(
                    "control scope \"" + scope + "\" is unknown: use ALL, surface:NAME, programme:ID or merchant:ID");
        }
        return scope;
    }

    private static boolean named(String scope, String prefix) {
        return scope.startsWith(prefix) && scope.length() > prefix.length();
    }

    private static boolean isSurface(String name) {
        for (Surface surface : Surface.values()) {
            if (surface.name().equals(name)) {
                return true;
            }
        }
        return false;
    }
}
