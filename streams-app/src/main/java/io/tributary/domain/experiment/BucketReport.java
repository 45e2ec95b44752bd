package io.tributary.domain.experiment;

/**
 * What a task counted more of a group and day than it told before.
 *
 * @param time service time until which it has counted, epoch milliseconds
 * @param dayStart epoch milliseconds, inclusive
 * @param dayEnd epoch milliseconds, exclusive
 */
public record BucketReport(long time, BucketGroup group, long dayStart, long dayEnd, BucketCounts counts) {}
