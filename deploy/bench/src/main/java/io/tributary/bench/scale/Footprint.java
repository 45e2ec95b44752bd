package io.tributary.bench.scale;

/**
 * What the service holds.
 *
 * @param heapBytes used after all garbage is collected
 * @param residentBytes of the process, the heap's unused part included once it was touched; -1 where nobody can tell
 * @param storeBytes of its state folder
 * @param merchants known to its tasks
 */
record Footprint(double heapBytes, long residentBytes, long storeBytes, double merchants) {}
