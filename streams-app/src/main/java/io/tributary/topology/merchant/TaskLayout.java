package io.tributary.topology.merchant;

/**
 * How merchant tasks are cut and committed.
 *
 * @param partitions of each topic that is keyed by merchant, at least 1
 * @param commitIntervalMillis between the starts of two commits, at least 1
 */
public record TaskLayout(int partitions, long commitIntervalMillis) {
    public TaskLayout {
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions is " + partitions + ": must be at least 1");
        }
    }
}
