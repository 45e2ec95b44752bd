package io.tributary.domain.experiment;

/**
 * What a task counted more of a group and day than it told before.
 *
 * @param first whether it is of the first beat that the task's state has seen, which may have been made anew from inputs that another one
 *     has counted and told of
 * @param time service time until which it has counted, epoch milliseconds
 * @param dayStart epoch milliseconds, inclusive
 * @param dayEnd epoch milliseconds, exclusive
 */
public record BucketReport(
        boolean first, long time, BucketGroup group, long dayStart, long dayEnd, BucketCounts counts) {}
