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
 * <p>Why not Streams' own transactional RocksDB stores, which would need none of this room. First, they keep what was not committed: when
 * the last commit of a task that is being closed fails, Kafka 4.4.0 calls {@code commit} all the same ({@code
 * TaskManager.tryCloseCleanActiveTasks} calls {@code postCommit} on every task), which writes the staged records to disk with their offset,
 * and deletes the folder no longer; the next life would count them twice. (The roll-up, whose store is Streams' own, runs without the
 * setting for that reason.) Second, they cost more: in one pair of runs side by side on a busy machine (3,000,000 events, others took
 * two thirds of it) 211,000 events/s against 263,000, and 1.37 us of processor time an event against 1.24, compilation left out; another
 * run with this store at another time had 159,000 and 1.42, so that the figures say no more than that they are not known to be as fast.
 *
 * <p>With this store 1,000,000 merchants are at work 4.9 s after {@code kill -9} (first commit; 1 kill on that machine), and 1.3 s after an
 * instance goes on that was held for longer than its session of 1 s.
 *
 * <p>Held by CrashIT, which kills instances under load and damages their files, and FencedIT, which stops them for a while; both audit what
 * came of it.
 */
package io.tributary.store.disk;
