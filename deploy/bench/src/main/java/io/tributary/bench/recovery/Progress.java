package io.tributary.bench.recovery;

import io.tributary.schemas.Topics;
import io.tributary.testkit.BrokerAnswers;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * How far the service has come with the impressions: what its group has committed, and how long ago all of that was sent. Ends of
 * the partitions are noted each time it is asked. Confined to one thread.
 */
final class Progress implements AutoCloseable {
    private static final int KEPT = 10_000;

    private record Ends(long nanos, Map<TopicPartition, Long> offsets) {}

    private final Admin admin;
    private final String group;
    private final Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    private final Deque<Ends> sent = new ArrayDeque<>();
    private Map<TopicPartition, Long> committed = Map.of();

    Progress(String bootstrapServers, String group, int partitions) {
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
        this.group = group;
        for (int partition = 0; partition < partitions; partition++) {
            asked.put(new TopicPartition(Topics.IMPRESSIONS.name(), partition), OffsetSpec.latest());
        }
    }

    /** Asks the brokers. */
    void look() {
        Map<TopicPartition, Long> ends = new HashMap<>();
        long now = System.nanoTime();
        BrokerAnswers.await(admin.listOffsets(asked).all())
                .forEach((partition, end) -> ends.put(partition, end.offset()));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        BrokerAnswers.await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        offsets.put(partition, offset.offset());
                    }
                });
        committed = offsets;
        sent.addLast(new Ends(now, ends));
        while (sent.size() > 1 && (sent.size() > KEPT || isCommitted(second()))) {
            sent.removeFirst();
        }
    }

    private Ends second() {
        var each = sent.iterator();
        each.next();
        return each.next();
    }

    /** What is committed of each of these partitions, as last seen. */
    Map<Integer, Long> committed(Collection<Integer> partitions) {
        Map<Integer, Long> found = new HashMap<>();
        for (int partition : partitions) {
            found.put(partition, committed.getOrDefault(new TopicPartition(Topics.IMPRESSIONS.name(), partition), 0L));
        }
        return found;
    }

    /** Nanoseconds since everything that is committed was sent; {@link Long#MAX_VALUE} when nobody can tell. */
    long behindNanos() {
        Ends oldest = sent.peekFirst();
        return oldest != null && isCommitted(oldest) ? System.nanoTime() - oldest.nanos : Long.MAX_VALUE;
    }

    private boolean isCommitted(Ends ends) {
        return ends.offsets.entrySet().stream()
                .allMatch(each -> committed.getOrDefault(each.getKey(), 0L) >= each.getValue());
    }

    /** Partitions of merchant tasks, as {@code /status} names them. */
    static List<Integer> partitions(Collection<String> tasks) {
        return tasks.stream()
                .map(task -> Integer.parseInt(task.substring(task.indexOf('_') + 1)))
                .sorted()
                .toList();
    }

    @Override
    public void close() {
        admin.close();
    }
}
