package io.tributary.domain.merchant;

/**
 * How an impression was counted, as far as it must be known to count it again.
 *
 * @param time epoch milliseconds
 * @param dimensions of the cell that it was counted in, see {@link io.tributary.domain.metric.Dimensions}
 * @param measures that it was counted for, see {@link io.tributary.domain.metric.Measure#bit}
 * @param isOfBucket whether it was an exposure of a buyer whose bucket was known
 */
public record CountedImpression(long time, int dimensions, int measures, boolean isOfBucket) {}
