package io.tributary.chaos;

import io.tributary.chaos.FaultPlan.FaultDuration;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What a run of faults is to be.
 *
 * @param length for how long faults go on: at least one is done, and the one that runs then is finished
 * @param faults which ones
 * @param pace how dense traffic and faults are
 * @param folder for data and logs, emptied first; logs stay
 * @param prometheus the command that runs a Prometheus, on the path or a file, which watches the alerts; empty for none
 */
record ChaosSettings(Duration length, Faults faults, Pace pace, Path folder, String prometheus) {
    /**
     * What is broken.
     *
     * @param seed of the plan and of the traffic
     * @param kinds at least one
     * @param lasts for how long each lasts
     */
    record Faults(long seed, List<Fault> kinds, FaultDuration lasts) {
        Faults {
            if (kinds.isEmpty()) {
                throw new IllegalArgumentException("name at least one kind of fault");
            }
            kinds = List.copyOf(kinds);
        }
    }

    /**
     * How dense traffic and faults are.
     *
     * @param perSecond impressions a second, without duplicates
     * @param calm undisturbed traffic from the recovery of one fault to the next fault
     */
    record Pace(int perSecond, Duration calm) {
        Pace {
            if (perSecond < 1 || perSecond > 5_000) {
                throw new IllegalArgumentException("impressions a second must be within 1..5000, not " + perSecond);
            }
            if (calm.isNegative() || calm.compareTo(Duration.ofHours(1)) > 0) {
                throw new IllegalArgumentException(
                        "milliseconds of calm must be within 0..3600000, not " + calm.toMillis());
            }
        }
    }

    ChaosSettings {
        if (length.isNegative() || length.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException("minutes must be within 0..10080, not " + length.toMinutes());
        }
    }

    long seed() {
        return faults.seed;
    }

    List<Fault> kinds() {
        return faults.kinds;
    }
}
