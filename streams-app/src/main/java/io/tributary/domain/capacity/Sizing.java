package io.tributary.domain.capacity;

/**
 * How a deployment is to be.
 *
 * @param coresPerInstance processors of an instance, at least 1
 * @param utilisation part of the processors that is busy at the busiest time, above 0 to 1: the rest catches up after an outage
 * @param standbys warm copies of each task on other instances
 * @param replication replicas of each topic, at least 1
 * @param coreHour price of a processor for an hour, in any currency
 * @param gibHour price of a GiB of memory for an hour
 * @param diskGibMonth price of a GiB of disk for a month
 */
public record Sizing(
        int coresPerInstance,
        double utilisation,
        int standbys,
        int replication,
        double coreHour,
        double gibHour,
        double diskGibMonth) {
    public Sizing {
        require(coresPerInstance >= 1, "--cores-per-instance " + coresPerInstance, "at least 1");
        require(utilisation > 0 && utilisation <= 1, "--utilisation " + utilisation, "above 0 to 1");
        require(standbys >= 0, "--standbys " + standbys, "at least 0");
        require(replication >= 1, "--replication " + replication, "at least 1");
        require(coreHour >= 0 && gibHour >= 0 && diskGibMonth >= 0, "a price", "at least 0");
    }

    private static void require(boolean good, String what, String must) {
        if (!good) {
            throw new IllegalArgumentException(what + ": must be " + must);
        }
    }
}
