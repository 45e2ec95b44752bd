/**
 * A task's records on local disk: only what is committed, with the changelog offset it is good up to, so that a killed process goes on
 * from there. Knows nothing of the objects above it.
 *
 * <p>All reliance on the internals of Kafka Streams is in this package and in {@code store.live}, and is on those of version 4.4.0:
 *
 * <ul>
 *   <li>{@code CachedStateStore} and {@code WrappedStateStore}: {@code ProcessorStateManager} calls {@code flushCache()} on each
 *       store of a task before it commits the task, inside the transaction, which is when live objects are written, and {@code
 *       clearCache()} when it recycles one; wrappers pass both on, except the cache. A task that was flushed ({@code
 *       StreamTask.hasPendingTxCommit}) processes nothing until its transaction is committed. {@code wrapped()} takes the metering layer
 *       off.
 *   <li>{@code CacheFlushListener}: a parameter of a method of {@code CachedStateStore}.
 *   <li>{@code RecordBatchingStateRestoreCallback}: restored records with their offsets.
 *   <li>{@code OffsetCheckpoint.OFFSET_UNKNOWN} (-4): an offset that stands for an empty store, where null would make Streams wipe
 *       the task's folder.
 * </ul>
 *
 * <p>The rest is public: {@code StateStore.commit} with the exact offset after each transaction, and {@code committedOffset}. That needs
 * {@code enable.transactional.statestores}, which also takes the wipe away: a task that loses its transaction in a process that lives on,
 * since it was taken for dead, goes on from its disk. What Streams did not delete is then ours to delete: content that is not to be
 * trusted goes when {@code commit} gets no offset, and what a last commit failed to commit is not taken from the heap.
 *
 * <p>Held by CrashIT, which kills instances under load, and FencedIT, which stops them for a while; both audit what came of it.
 */
package io.tributary.store.disk;
