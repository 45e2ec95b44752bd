package io.tributary.domain.merchant;

/**
 * The ids of impressions that a verdict was counted of, so that one that is sent again counts once. They are kept as long as the windows
 * of their impressions can be restated: outside the heap in the service.
 */
public interface JudgedImpressions {
    /** Whether this id (both halves of its hash) was added. */
    boolean contains(long first, long second);

    /**
     * Adds an id.
     *
     * @param time from which on it is remembered, epoch milliseconds
     */
    void add(long first, long second, long time);

    /** Drops ids that were added before a time, in small steps: as {@link io.tributary.domain.order.OrderMemos#sweep}. */
    void sweep(long before, double share);

    /** Ids in the heap, for a task that runs without a store. */
    static JudgedImpressions inMemory() {
        return new HeapJudgedImpressions();
    }
}
