package io.tributary.bench.workload;

/**
 * What every job has to count.
 *
 * @param impressions without duplicates
 * @param orders paid order lines
 * @param charged exposures charged to a grant
 * @param duplicates repeated impressions
 */
public record Expected(long impressions, long orders, long charged, long duplicates) {}
