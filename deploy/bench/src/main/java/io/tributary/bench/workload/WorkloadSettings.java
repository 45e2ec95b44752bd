package io.tributary.bench.workload;

/**
 * What is sent. The same settings give the same records, byte for byte.
 *
 * @param events impressions and order lines, duplicates included, at least 1
 * @param merchants with Zipf popularity (exponent 1), at least 10; three in ten are in a programme
 * @param programmes each supported merchant is in one of them, at least 1
 * @param eventsPerSecond of event time: how many lie between two beats
 * @param seed of everything random
 */
public record WorkloadSettings(long events, int merchants, int programmes, int eventsPerSecond, long seed) {
    public WorkloadSettings {
        require(events >= 1, "events", events, "at least 1");
        require(merchants >= 10 && merchants <= 10_000_000, "merchants", merchants, "10 to 10,000,000");
        require(programmes >= 1 && programmes <= 1_000, "programmes", programmes, "1 to 1,000");
        require(eventsPerSecond >= 1, "events per second", eventsPerSecond, "at least 1");
    }

    /** The workload of the bench: 10,000 merchants, one programme, a platform of 100,000 events a second. */
    public static WorkloadSettings standard(long events, long seed) {
        return new WorkloadSettings(events, 10_000, 1, 100_000, seed);
    }

    public WorkloadSettings withMerchants(int count) {
        return new WorkloadSettings(events, count, programmes, eventsPerSecond, seed);
    }

    private static void require(boolean holds, String name, long value, String need) {
        if (!holds) {
            throw new IllegalArgumentException(name + ": is " + value + ", must be " + need);
        }
    }
}
