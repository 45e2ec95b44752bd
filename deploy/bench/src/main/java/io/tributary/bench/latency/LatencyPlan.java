package io.tributary.bench.latency;

import io.tributary.bench.workload.WorkloadSettings;

/**
 * How a case is measured.
 *
 * @param warmUpSeconds under load before anything counts
 * @param measuredSeconds a minute or more holds a minute's end, when every merchant's row is due
 * @param probesPerSecond of each kind, on top of the load
 * @param merchants of the load; those of the probes come on top
 * @param seed of the load
 */
record LatencyPlan(int warmUpSeconds, int measuredSeconds, int probesPerSecond, int merchants, long seed) {
    /** Holds a minute's end, too: the code that publishes rows is not cold then. */
    private static final int STANDARD_WARM_UP = 100;

    private static final int STANDARD_MEASURED = 60;
    private static final int LEAST = 2;
    private static final int PROBES = 50;
    private static final int MERCHANTS = 10_000;

    /** The standard plan, shorter when fewer events are asked for than the standard six million. */
    static LatencyPlan of(long events, long seed) {
        double part = Math.min(1, events / 6e6);
        return new LatencyPlan(
                Math.max(LEAST, (int) (part * STANDARD_WARM_UP)),
                Math.max(LEAST, (int) (part * STANDARD_MEASURED)),
                PROBES,
                part < 1 ? Math.max(100, (int) (part * MERCHANTS)) : MERCHANTS,
                seed);
    }

    /** The load and the probes' merchants behind it, so that the load never touches those. */
    WorkloadSettings all() {
        return load().withMerchants(merchants + ProbeMerchants.COUNT);
    }

    WorkloadSettings load() {
        return WorkloadSettings.standard(1, seed).withMerchants(merchants);
    }
}
