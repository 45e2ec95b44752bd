package io.tributary.bench.recovery;

import io.tributary.bench.BenchContext;
import io.tributary.bench.workload.WorkloadSettings;
import java.util.List;

/**
 * What is tried.
 *
 * @param merchants of each size, three in ten in a programme
 * @param rounds kills of each kind
 * @param seed of the load
 */
record RecoveryPlan(List<Integer> merchants, int rounds, long seed) {
    /** Of each merchant before anything is killed: so that each has state beside its profile. */
    static final int EVENTS_PER_MERCHANT = 3;
    /** While instances are killed. */
    static final int EVENTS_PER_SECOND = 2_000;

    private static final int MOST_ROUNDS = 3;
    private static final double STANDARD_EVENTS = 6e6;
    private static final int LEAST_MERCHANTS = 200;

    static RecoveryPlan of(BenchContext context) {
        double part = Math.min(1, context.events() / STANDARD_EVENTS);
        List<Integer> merchants = List.of(scaled(10_000, part), scaled(1_000_000, part));
        return new RecoveryPlan(merchants, Math.min(MOST_ROUNDS, context.rounds()), context.seed());
    }

    private static int scaled(int merchants, double part) {
        return Math.max(LEAST_MERCHANTS, (int) (merchants * part));
    }

    static WorkloadSettings workload(int merchants, long seed) {
        return WorkloadSettings.standard(1, seed).withMerchants(merchants);
    }
}
