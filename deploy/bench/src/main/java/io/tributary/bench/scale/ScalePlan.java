package io.tributary.bench.scale;

import io.tributary.bench.BenchContext;
import io.tributary.bench.workload.WorkloadSettings;
import java.util.List;

/**
 * Sizes that are tried.
 *
 * @param merchants in one programme
 * @param programmes with the standard 10,000 merchants, beyond one
 * @param active merchants that were charged between two beats, of the most merchants
 * @param events of a round
 * @param rounds of each size
 */
record ScalePlan(List<Integer> merchants, List<Integer> programmes, List<Integer> active, long events, int rounds) {
    private static final int MOST_ROUNDS = 3;
    private static final double STANDARD_EVENTS = 6e6;
    private static final int LEAST_MERCHANTS = 100;

    /** Of event time: what is measured lies within a minute. */
    private static final int EVENTS_PER_SECOND = 200_000;

    /**
     * A third more than the standard's events, and with fewer events as many fewer merchants: all merchants are enrolled before the half
     * that is measured, and no minute ends in it.
     */
    static ScalePlan of(BenchContext context) {
        double part = Math.min(1, context.events() / STANDARD_EVENTS);
        return new ScalePlan(
                scaled(List.of(1_000, 10_000, 100_000, 1_000_000), part),
                List.of(10, 100),
                scaled(List.of(100, 1_000, 10_000, 100_000), part),
                Math.max(1, 4 * context.events() / 3),
                Math.min(MOST_ROUNDS, context.rounds()));
    }

    /** The events of one size. */
    WorkloadSettings workload(int merchants, int programmes, long seed) {
        return new WorkloadSettings(events, merchants, programmes, EVENTS_PER_SECOND, seed);
    }

    private static List<Integer> scaled(List<Integer> sizes, double part) {
        return sizes.stream()
                .map(size -> part == 1 ? size : Math.max(LEAST_MERCHANTS, (int) (size * part)))
                .distinct()
                .toList();
    }

    int mostMerchants() {
        return merchants.get(merchants.size() - 1);
    }
}
