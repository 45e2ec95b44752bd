package io.tributary.bench.scale;

/**
 * What the service held after so many simulated hours.
 *
 * @param events sent up to then
 * @param heapBytes used after all garbage is collected
 * @param residentBytes of the process; -1 where nobody can tell
 * @param storeBytes of its state folder
 * @param merchants known to its tasks
 */
public record EnduranceRow(
        int hour, long events, double heapBytes, long residentBytes, long storeBytes, double merchants) {}
