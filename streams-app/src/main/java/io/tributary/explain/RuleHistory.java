package io.tributary.explain;

import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.Publication;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every version of every programme that was published, as the topic programmes-history has them. */
public final class RuleHistory {
    private final Map<String, Programme> versions = new HashMap<>();

    private RuleHistory() {}

    /** Of an id that was used again after a deletion, the version published last. */
    public static RuleHistory of(Collection<Publication> publications) {
        RuleHistory history = new RuleHistory();
        publications.stream()
                .sorted(Comparator.comparingLong(Publication::getPublishedAt))
                .map(Publication::getProgramme)
                .forEach(each -> history.versions.put(key(each.getProgrammeId(), each.getVersion()), each));
        return history;
    }

    /** Null when that version was never published. */
    Programme version(String programmeId, int version) {
        return versions.get(key(programmeId, version));
    }

    /** The versions that took the place of one by a time, epoch milliseconds, in the order in which they did. */
    List<Programme> after(Programme version, long time) {
        return versions.values().stream()
                .filter(each -> each.getProgrammeId().equals(version.getProgrammeId())
                        && each.getVersion() > version.getVersion()
                        && (each.getEffectiveFrom() == null || each.getEffectiveFrom() <= time))
                .sorted(Comparator.comparingInt(Programme::getVersion))
                .toList();
    }

    private static String key(String programmeId, int version) {
        return programmeId + "@" + version;
    }
}
