package io.tributary.domain.rules;

import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The versions of one programme that are in force or will be. A version replaces all lower ones from its beginning on:
 *
 * <pre>
 *   v1 ───────────────────┬─ v3 ────────┬─ v4 ──────
 *             v2 ─────────┘  (never in force when v3 begins first)
 * </pre>
 *
 * A version under which merchants {@link Stay stay} is kept until none does.
 *
 * Not thread-safe.
 */
public final class ProgrammeVersions {
    private final NavigableMap<Integer, ProgrammeRules> versions = new TreeMap<>();

    /** Takes a version; false when this or a higher one is known already. Forgets those that it keeps from ever being in force. */
    public boolean put(ProgrammeRules rules) {
        if (!versions.isEmpty() && versions.lastKey() >= rules.version()) {
            return false;
        }
        long from = rules.identity().effectiveFrom();
        versions.values().removeIf(lower -> lower.identity().effectiveFrom() >= from);
        versions.put(rules.version(), rules);
        return true;
    }

    /** Withdraws a version. */
    public void remove(int version) {
        versions.remove(version);
    }

    /**
     * The version in force at a time, the highest that has begun; null when none has.
     *
     * @param time epoch milliseconds
     */
    public ProgrammeRules inForceAt(long time) {
        return versions.descendingMap().values().stream()
                .filter(rules -> rules.identity().effectiveFrom() <= time)
                .findFirst()
                .orElse(null);
    }

    /** Forgets the versions that another has replaced by a time, epoch milliseconds, and under which nobody stays any more. */
    public void forgetReplaced(long time) {
        ProgrammeRules inForce = inForceAt(time);
        if (inForce == null) {
            return;
        }
        // What came between a version that is kept and the one in force says how long it is kept.
        while (versions.firstKey() < inForce.version() && !staysBeyond(time, inForce)) {
            versions.pollFirstEntry();
        }
    }

    /** Whether merchants may stay under the lowest version after a time. */
    private boolean staysBeyond(long time, ProgrammeRules inForce) {
        ProgrammeRules lowest = versions.firstEntry().getValue();
        Collection<ProgrammeRules> after = versions.subMap(lowest.version(), false, inForce.version(), true)
                .values();
        return Stay.until(lowest, List.copyOf(after)) > time;
    }

    public boolean holds(int version) {
        return versions.containsKey(version);
    }

    public boolean isEmpty() {
        return versions.isEmpty();
    }

    /** The lowest version first. */
    public Collection<ProgrammeRules> all() {
        return List.copyOf(versions.values());
    }
}
