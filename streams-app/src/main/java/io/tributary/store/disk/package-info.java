/**
 * A task's records on local disk: only what is committed, with the changelog offset it is good up to, so that a killed process goes on
 * from there. Knows nothing of the objects above it.
 *
 * <p>All reliance on the internals of Kafka Streams is in this package and in {@code store.live}, and is on those of version 4.3.1:
 *
 * <ul>
 *   <li>{@code CachedStateStore} and {@code WrappedStateStore}: {@code ProcessorStateManager} calls {@code flushCache()} on each
 *       store of a task before it commits the task, inside the transaction, and {@code clearCache()} when it recycles one;
 *       wrappers pass both on, except the cache. A task that was flushed ({@code StreamTask.hasPendingTxCommit}) processes
 *       nothing until its transaction is committed. {@code wrapped()} takes the metering layer off.
 *   <li>{@code RecordCollector.Supplier}, {@code RecordCollector.offsets()}: the last acknowledged offset of each partition, that of
 *       the record itself, as {@code StateStore.commit} gets it. A commit flushes the producer first, so that at the first put after
 *       one the offset is that of the last put before it.
 *   <li>{@code InternalProcessorContext.changelogFor}: the changelog's name.
 *   <li>{@code RecordBatchingStateRestoreCallback}: restored records with their offsets.
 *   <li>{@code OffsetCheckpoint.OFFSET_UNKNOWN} (-4): an offset that stands for an empty store, where null would make Streams wipe
 *       the task's folder.
 * </ul>
 *
 * <p>Held by CrashIT, which kills instances under load and audits what came of it. One thing is beyond the package: when a commit
 * fails in a process that lives on, Streams deletes the task's folder and restores it from the changelog.
 */
package io.tributary.store.disk;
