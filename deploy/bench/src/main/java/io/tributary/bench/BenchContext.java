package io.tributary.bench;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a measurement was asked for.
 *
 * @param events impressions and order lines of a round, at least 1; a measurement that needs another amount scales with it
 * @param rounds repetitions, at least 1
 * @param seed of everything random
 * @param jvm further options of the measured JVMs
 * @param settings further settings of the service, by key
 * @param mostOther percent of the machine that other processes may take while something is measured, 0 to 100
 * @param progress receives a line for each step
 */
public record BenchContext(
        long events,
        int rounds,
        long seed,
        List<String> jvm,
        Map<String, String> settings,
        double mostOther,
        Consumer<String> progress) {
    public BenchContext {
        jvm = List.copyOf(jvm);
        settings = Map.copyOf(settings);
    }

    /** Fresh brokers and a registry with the service's topics, 4 partitions each; removed when closed, and on Ctrl-C. */
    public Arena openArena() {
        return Arena.open(progress);
    }
}
