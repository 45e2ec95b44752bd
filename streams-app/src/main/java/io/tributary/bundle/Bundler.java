package io.tributary.bundle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Ties the records of a poll into bundles. */
public final class Bundler {
    /**
     * Records of a bundle. A thread neither polls nor commits nor works for another task in the midst of one: these take it a few
     * milliseconds, and Streams' share of a record is already next to nothing.
     */
    public static final int MAX_RECORDS = 1_000;

    private final Set<String> topics;
    private final long spanMillis;

    /**
     * @param topics whose records are bundled; others pass as they are
     * @param spanMillis records of a bundle are less than this later than its first
     */
    public Bundler(Set<String> topics, long spanMillis) {
        this.topics = Set.copyOf(topics);
        this.spanMillis = spanMillis;
    }

    ConsumerRecords<byte[], byte[]> bundle(ConsumerRecords<byte[], byte[]> polled) {
        if (polled.isEmpty()) {
            return polled;
        }
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> bundled = new LinkedHashMap<>();
        for (TopicPartition partition : polled.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
            bundled.put(partition, topics.contains(partition.topic()) ? bundles(records) : records);
        }
        return new ConsumerRecords<>(bundled, polled.nextOffsets());
    }

    private List<ConsumerRecord<byte[], byte[]>> bundles(List<ConsumerRecord<byte[], byte[]>> records) {
        List<ConsumerRecord<byte[], byte[]>> bundles = new ArrayList<>();
        int from = 0;
        while (from < records.size()) {
            int to = end(records, from);
            bundles.add(to - from == 1 ? records.get(from) : Bundle.standIn(records.subList(from, to)));
            from = to;
        }
        return bundles;
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
