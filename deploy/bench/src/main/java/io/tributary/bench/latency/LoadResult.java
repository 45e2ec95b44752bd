package io.tributary.bench.latency;

/**
 * How a case's load went.
 *
 * @param perSecond events sent, of all the load's time
 * @param behindMillis most that it fell behind its schedule
 * @param otherCpuPercent of the machine, what other processes took while it was measured; NaN where nobody can tell
 * @param leftBehind events not committed by the service when the load ended
 */
record LoadResult(double perSecond, double behindMillis, double otherCpuPercent, long leftBehind) {}
