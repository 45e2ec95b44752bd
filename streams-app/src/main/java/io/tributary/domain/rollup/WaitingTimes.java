package io.tributary.domain.rollup;

import java.util.Map;
import java.util.TreeMap;

/**
 * How long merchants wait for something, those that still wait among them: the product-limit estimate of E. L. Kaplan and P. Meier, JASA 53
 * (1958), equation 2b. Whoever is censored at a time has waited until after it.
 */
final class WaitingTimes {
    private static final double ROUNDING = 1e-12;

    /** By time: how many waits ended, and how many were censored. */
    private final TreeMap<Long, long[]> byTime = new TreeMap<>();

    private long merchants;
    private long ended;

    /** Adds a wait that ended after that time. */
    void ended(long time) {
        at(time)[0]++;
        merchants++;
        ended++;
    }

    /** Adds a wait that has not ended after that time. */
    void waiting(long time) {
        at(time)[1]++;
        merchants++;
    }

    private long[] at(long time) {
        return byTime.computeIfAbsent(time, any -> new long[2]);
    }

    long merchants() {
        return merchants;
    }

    long ended() {
        return ended;
    }

    /** The first time by which half are estimated not to wait any more; null when there is none. */
    Double median() {
        double waiting = 1;
        long atRisk = merchants;
        for (Map.Entry<Long, long[]> each : byTime.entrySet()) {
            waiting *= 1 - (double) each.getValue()[0] / atRisk;
            if (waiting <= .5 + ROUNDING) {
                return (double) each.getKey();
            }
            atRisk -= each.getValue()[0] + each.getValue()[1];
        }
        return null;
    }
}
