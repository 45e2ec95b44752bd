package io.tributary.domain.allocation;

import io.tributary.domain.Surface;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What the merchant's current directive says of one programme. */
final class IssuedBoost {
    private double need;
    private double admit = 1;
    private Set<Surface> surfaces = Set.of();
    private boolean directed;

    /** Whether the merchant's current directive has a part of this programme. */
    boolean isDirected() {
        return directed;
    }

    double need() {
        return need;
    }

    double admit() {
        return admit;
    }

    /** Surfaces of the current directive's part, in their enum's order; empty when there is none. Never changes. */
    Set<Surface> surfaces() {
        return surfaces;
    }

    /**
     * Notes the part of a new directive.
     *
     * @param where at least one
     */
    void set(Set<Surface> where, double issuedNeed, double admitProbability) {
        directed = true;
        surfaces = fixed(where);
        need = issuedNeed;
        admit = admitProbability;
    }

    void clear() {
        directed = false;
        surfaces = Set.of();
        admit = 1;
    }

    static IssuedBoost restored(boolean directed, double need, double admit, Set<Surface> surfaces) {
        IssuedBoost issued = new IssuedBoost();
        issued.directed = directed;
        issued.need = need;
        issued.admit = admit;
        issued.surfaces = surfaces.isEmpty() ? Set.of() : fixed(surfaces);
        return issued;
    }

    private static Set<Surface> fixed(Set<Surface> surfaces) {
        return Collections.unmodifiableSet(EnumSet.copyOf(surfaces));
    }
}
