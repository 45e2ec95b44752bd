package io.tributary.topology.batch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Ties the records of a poll into micro-batches. */
public final class MicroBatcher {
    /**
     * Records of a micro-batch. A thread neither polls nor commits nor works for another task in the midst of one: these take it a few
     * milliseconds, and Streams' share of a record is already next to nothing.
     */
    public static final int MAX_RECORDS = 1_000;

    private final Set<String> topics;
    private final long spanMillis;

    /**
     * @param topics whose records are micro-batched; others pass as they are
     * @param spanMillis records of a micro-batch are less than this later than its first
     */
    public MicroBatcher(Set<String> topics, long spanMillis) {
        this.topics = Set.copyOf(topics);
        this.spanMillis = spanMillis;
    }

    /** The polled records, with micro-batches in the place of those that they carry. */
    public ConsumerRecords<byte[], byte[]> batch(ConsumerRecords<byte[], byte[]> polled) {
        if (polled.isEmpty()) {
            return polled;
        }
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> batched = new LinkedHashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
            batched.put(partition, topics.contains(partition.topic()) ? batches(records) : records);
        }
        return new ConsumerRecords<>(batched, polled.nextOffsets());
    }

    private List<ConsumerRecord<byte[], byte[]>> batches(List<ConsumerRecord<byte[], byte[]>> records) {
        List<ConsumerRecord<byte[], byte[]>> batches = new ArrayList<>();
        int from = 0;
        while (from < records.size()) {
            int to = end(records, from);
            batches.add(to - from == 1 ? records.get(from) : MicroBatch.standIn(records.subList(from, to)));
            from = to;
        }
        return batches;
    }

    private int end(List<ConsumerRecord<byte[], byte[]>> records, int from) {
        long first = records.get(from).timestamp();
        int most = Math.min(records.size(), from + MAX_RECORDS);
        int to = from + 1;
        while (to < most && records.get(to).timestamp() - first < spanMillis) {
            to++;
        }
        return to;
    }
}
