package io.tributary.domain.order;

/**
 * Where a task's order memos live: outside the heap in the service, because they are kept for days. Which memos count is
 * decided by {@link OrderMemo#updatedAt} alone; when the others are dropped makes no difference to anything but space.
 */
public interface OrderMemos {
    /** The memo of this line (both halves of its hash), or null. It may be changed, and put again. */
    OrderMemo find(long first, long second);

    /** Keeps a memo that is new or changed. */
    void put(OrderMemo memo);

    /**
     * Drops memos that were last touched before a time, in small steps: one call may look at a few memos only, and the next
     * goes on from there.
     *
     * @param before epoch milliseconds
     * @param share of all memos to look at, 0 to 1
     */
    void sweep(long before, double share);

    /** Memos in the heap, for a task that runs without a store. */
    static OrderMemos inMemory() {
        return new HeapOrderMemos();
    }
}
