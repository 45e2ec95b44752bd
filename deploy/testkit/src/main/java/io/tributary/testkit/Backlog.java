package io.tributary.testkit;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * The committed records that a service's applications have not worked off yet. A difference of offsets does not tell: what ends a
 * transaction has an offset, too, and an application that has nothing to do does not commit behind it. So what lies behind the
 * applications' offsets is read.
 */
public final class Backlog implements AutoCloseable {
    private static final long PAUSE_MILLIS = 100;
    private static final Duration BRIEFLY = Duration.ofMillis(50);

    private final String prefix;
    private final Admin admin;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /** @param prefix what the names of the service's applications begin with, its {@code application.prefix} */
    public Backlog(Cluster cluster, String prefix) {
        this.prefix = prefix;
        this.admin = Admin.create(cluster.client());
        this.consumer = cluster.consumer();
    }

    /**
     * Returns when nothing is left to work off, by any application. Nobody may send meanwhile.
     *
     * @throws ClusterException when something is left, and no application has got on for that time, with the topics
     */
    public void awaitNone(Duration standstill) {
        Map<String, Map<TopicPartition, Long>> before = Map.of();
        long since = System.nanoTime();
        while (true) {
            Map<String, Map<TopicPartition, Long>> committed = committed();
            TreeSet<String> left = left(committed);
            boolean moved = !committed.equals(before);
            // One application may write for another that was looked at before. Whoever works moves its offsets: so none
            // has anything to do when they have not moved since the last look, and nothing is left.
            if (left.isEmpty() && !moved) {
                return;
            }
            since = moved ? System.nanoTime() : since;
            before = committed;
            if (System.nanoTime() - since > standstill.toNanos()) {
                throw new ClusterException("not worked off, and standing still for " + standstill.toSeconds() + " s: "
                        + left + "; is the service running with all roles?");
            }
            pause();
        }
    }

    /** Reading what others have yet to read takes time from them. */
    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ClusterException("interrupted while waiting for the service", e);
        }
    }

    private Map<String, Map<TopicPartition, Long>> committed() {
        Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();
        for (GroupListing group : BrokerAnswers.await(admin.listGroups().all())) {
            if (group.groupId().startsWith(prefix + "-")) {
                Map<TopicPartition, Long> offsets = new HashMap<>();
                BrokerAnswers.await(
                                admin.listConsumerGroupOffsets(group.groupId()).partitionsToOffsetAndMetadata())
                        .forEach((partition, offset) -> {
                            if (offset != null) {
                                offsets.put(partition, offset.offset());
                            }
                        });
                committed.put(group.groupId(), offsets);
            }
        }
        return committed;
    }

    private TreeSet<String> left(Map<String, Map<TopicPartition, Long>> committed) {
        TreeSet<String> left = new TreeSet<>();
        committed.forEach((group, offsets) -> {
            consumer.assign(offsets.keySet());
            offsets.forEach(consumer::seek);
            Map<TopicPartition, Long> ends = consumer.endOffsets(offsets.keySet());
            boolean toRead = true;
            while (toRead) {
                consumer.poll(BRIEFLY).partitions().forEach(partition -> left.add(group + " of " + partition.topic()));
                toRead = left.isEmpty()
                        && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
            }
        });
        return left;
    }

    @Override
    public void close() {
        consumer.close();
        admin.close();
    }
}
