package io.tributary.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a run of faults is to be.
 *
 * @param length for how long faults go on: at least one is done, and the one that runs then is finished
 * @param seed of the plan and of the traffic
 * @param kinds what is broken; at least one
 * @param perSecond impressions a second, without duplicates
 * @param folder for data and logs, emptied first; logs stay
 */
record ChaosSettings(Duration length, long seed, List<Fault> kinds, int perSecond, Path folder) {
    ChaosSettings {
        if (length.isNegative() || length.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException("minutes must be within 0..10080, not " + length.toMinutes());
        }
        if (kinds.isEmpty()) {
            throw new IllegalArgumentException("name at least one kind of fault");
        }
        if (perSecond < 1 || perSecond > 5_000) {
            throw new IllegalArgumentException("impressions a second must be within 1..5000, not " + perSecond);
        }
        kinds = List.copyOf(kinds);
    }
}
