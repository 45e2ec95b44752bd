package io.tributary.domain.merchant;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A merchant's parts in programmes, in lists that are never changed: most merchants have none and share the empty one, and an event waits
 * for memory once where the others' are looked at.
 */
final class Participations {
    private Participations() {}

    /** The part in this programme, the last when there are several, or null. */
    static Participation of(List<Participation> parts, String programmeId) {
        for (int i = parts.size() - 1; i >= 0; i--) {
            if (parts.get(i).programmeId().equals(programmeId)) {
                return parts.get(i);
            }
        }
        return null;
    }

    static List<Participation> with(List<Participation> parts, Participation another) {
        return Stream.concat(parts.stream(), Stream.of(another)).toList();
    }

    static List<Participation> without(List<Participation> parts, Predicate<Participation> gone) {
        return parts.isEmpty() ? parts : parts.stream().filter(gone.negate()).toList();
    }
}
