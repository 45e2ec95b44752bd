package io.tributary.domain.enrolment;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * When a merchant's events of each type happened first, and which events were its last, so that one that is sent again counts once.
 * Immutable.
 *
 * <p>The first {@value #MOST_TYPES} types that come are kept, and the last {@value #MOST_IDS} ids: an event that is sent again after that
 * many others counts again, which leaves the first times as they are.
 */
public final class Milestones {
    /** Types of events that are kept of one merchant. */
    public static final int MOST_TYPES = 64;
    /** Ids that are remembered of one merchant. */
    public static final int MOST_IDS = 64;
    /** When something happened that did not happen yet. */
    public static final long NOT_YET = Long.MAX_VALUE;

    /** Nothing was reported yet. */
    public static final Milestones NONE = new Milestones(new String[0], new long[0], new long[0]);

    private final String[] types;
    private final long[] times;
    /** The last one came last. */
    private final long[] ids;

    private Milestones(String[] types, long[] times, long[] ids) {
        this.types = types;
        this.times = times;
        this.ids = ids;
    }

    /**
     * Milestones as they were stored.
     *
     * @param first by type, epoch milliseconds
     * @param ids hashes of the last events' ids, in the order in which they came
     */
    public static Milestones of(Map<String, Long> first, long[] ids) {
        TreeMap<String, Long> sorted = new TreeMap<>(first);
        return new Milestones(
                sorted.keySet().stream().map(String::intern).toArray(String[]::new),
                sorted.values().stream().mapToLong(Long::longValue).toArray(),
                ids.clone());
    }

    /**
     * The same after another event.
     *
     * @param id hash of its id
     * @param type what happened
     * @param time when it happened, epoch milliseconds; it need not be later than that of those before
     */
    public Milestones with(long id, String type, long time) {
        int from = ids.length < MOST_IDS ? 0 : 1;
        long[] after = Arrays.copyOf(Arrays.copyOfRange(ids, from, ids.length), ids.length - from + 1);
        after[after.length - 1] = id;
        if (time >= firstAt(type)) {
            return new Milestones(types, times, after);
        }
        Map<String, Long> first = firsts();
        if (first.containsKey(type) || first.size() < MOST_TYPES) {
            first.put(type, time);
        }
        return of(first, after);
    }

    /** Whether an event of this id's hash is among the last. */
    public boolean remembers(long id) {
        for (int i = ids.length - 1; i >= 0; i--) {
            if (ids[i] == id) {
                return true;
            }
        }
        return false;
    }

    /** When an event of this type happened first, epoch milliseconds; {@link #NOT_YET} when none did. */
    public long firstAt(String type) {
        int index = Arrays.binarySearch(types, type);
        return index < 0 ? NOT_YET : times[index];
    }

    /** The first times by type, epoch milliseconds, in the order of the types. */
    public Map<String, Long> firsts() {
        Map<String, Long> first = new TreeMap<>();
        for (int i = 0; i < types.length; i++) {
            first.put(types[i], times[i]);
        }
        return first;
    }

    /** Hashes of the last events' ids, in the order in which they came. */
    public long[] ids() {
        return ids.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Milestones that
                && Arrays.equals(types, that.types)
                && Arrays.equals(times, that.times)
                && Arrays.equals(ids, that.ids);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(types) + Arrays.hashCode(times)) + Arrays.hashCode(ids);
    }

    @Override
    public String toString() {
        return firsts().toString();
    }
}
