package io.tributary.app.run;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.app.config.Role;
import io.tributary.http.Health;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** How far the stores of one role are restored. */
final class RestoreProgress implements StateRestoreListener {
    private final Map<TopicPartition, Health.Restore> stores = new ConcurrentHashMap<>();

    private final List<Runnable> meters = new ArrayList<>();

    /** Shows the progress of the role's stores in two gauges, from the start on and until {@link #close}. */
    void bindTo(MeterRegistry registry, Role role) {
        gauge(
                registry,
                role,
                "tributary.restore.done",
                "Changelog records read back, by role",
                Health.Restore::restored);
        gauge(
                registry,
                role,
                "tributary.restore.total",
                "Changelog records to read back, by role",
                Health.Restore::total);
    }

    private void gauge(
            MeterRegistry registry, Role role, String name, String description, ToLongFunction<Health.Restore> value) {
        Meter meter = Gauge.builder(
                        name,
                        stores,
                        all -> all.values().stream().mapToLong(value).sum())
                .description(description)
                .baseUnit("records")
                .tag("role", role.id())
                .register(registry);
        meters.add(() -> registry.remove(meter));
    }

    void close() {
        meters.forEach(Runnable::run);
        meters.clear();
    }

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
