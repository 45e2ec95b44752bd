package io.tributary.domain.grant;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What holds for tasks that lag: a sum that was verified without their word covers no more of them than they had reported, and
 * what was lowered since may not have reached them.
 *
 * @param rated beat up to which members of a task are covered by the rate in force, where that is less than for the other tasks;
 *     0: none of them
 * @param rate highest rate that a task may still apply which has not answered the beat that last lowered it;
 *     {@link GrantRule#NONE} when none was lowered
 * @param scale floor scale that goes with it
 */
public record Lagging(Map<Integer, Long> rated, double rate, double scale) {
    /** No task lags. */
    public static final Lagging NONE = new Lagging(Map.of(), GrantRule.NONE, 0);

    public Lagging {
        rated = Map.copyOf(rated);
    }

    /** After a sum was verified that counts each task up to a beat of its own, and covers the others up to a common one. */
    Lagging rated(long before, long common, Map<Integer, Long> counted) {
        SortedMap<Integer, Long> next = new TreeMap<>();
        counted.forEach((task, beat) -> {
            long covered = Math.max(beat, rated.getOrDefault(task, before));
            if (covered < common) {
                next.put(task, covered);
            }
        });
        return new Lagging(next, rate, scale);
    }

    /** After a rate was lowered, which until then had reached all tasks or had not. */
    Lagging lowered(double oldRate, double oldScale, boolean hadReachedAll) {
        boolean higher = !hadReachedAll && (rate > oldRate || (rate == oldRate && scale > oldScale));
        return higher ? this : new Lagging(rated, oldRate, oldScale);
    }
}
