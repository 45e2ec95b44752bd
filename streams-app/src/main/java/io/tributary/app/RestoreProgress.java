package io.tributary.app;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How far the stores of one role are restored. */
final class RestoreProgress implements StateRestoreListener {
    private final Map<TopicPartition, Health.Restore> stores = new ConcurrentHashMap<>();

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
        stores.put(partition, new Health.Restore(store, partition.partition(), 0, Math.max(0, to - from), false));
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long batchEnd, long restored) {
        stores.computeIfPresent(partition, (key, seen) -> seen.plus(restored));
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long totalRestored) {
        stores.computeIfPresent(partition, (key, seen) -> seen.ended());
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long totalRestored) {
        stores.remove(partition);
    }

    List<Health.Restore> stores() {
        return stores.values().stream()
                .sorted(Comparator.comparing(Health.Restore::store).thenComparingInt(Health.Restore::partition))
                .toList();
    }
}
