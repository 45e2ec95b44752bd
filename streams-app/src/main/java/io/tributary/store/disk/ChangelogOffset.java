package io.tributary.store.disk;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.RecordCollector;

/** How far a task has written a store's changelog, from the internals of Kafka Streams. */
final class ChangelogOffset {
    private final StateStoreContext context;
    private final TopicPartition partition;

    private ChangelogOffset(StateStoreContext context, TopicPartition partition) {
        this.context = context;
        this.partition = partition;
    }

    /**
     * @throws IllegalStateException when the store has no changelog
     */
    static ChangelogOffset of(StateStoreContext context, String store) {
        String topic = ((InternalProcessorContext<?, ?>) context).changelogFor(store);
        if (topic == null) {
            throw new IllegalStateException("store " + store + ": has no changelog, must have one");
        }
        return new ChangelogOffset(
                context, new TopicPartition(topic, context.taskId().partition()));
    }

    /**
     * Offset of the last record that was acknowledged, or null when it cannot be told now: the task is a standby, has written
     * nothing, or the producer's thread is adding another partition to the map this moment (it is not made for two threads).
     */
    Long written() {
        if (!(context instanceof RecordCollector.Supplier task) || task.recordCollector() == null) {
            return null;
        }
        try {
            return task.recordCollector().offsets().get(partition);
        } catch (RuntimeException e) {
            return null;
        }
    }
}
