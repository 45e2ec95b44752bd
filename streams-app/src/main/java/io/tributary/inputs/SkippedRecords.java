package io.tributary.inputs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Input records that a person has had a group pass over, since nobody could work them off: see {@link Skip}. They are left out where
 * records are polled, so that nothing else changes: neither where the group stands nor the transaction in which it goes on.
 */
public final class SkippedRecords {
    /** Begins the keys under which the topic of positions says of them, {@code skip GROUP TOPIC PARTITION -> FROM-TO FROM-TO}. */
    static final String KEY = "skip ";

    static final SkippedRecords NONE = new SkippedRecords(Map.of());

    private final Map<TopicPartition, List<Range>> ranges;

    /** Offsets, both inclusive. */
    record Range(long from, long to) {
        boolean has(long offset) {
            return offset >= from && offset <= to;
        }

        @Override
        public String toString() {
            return from + "-" + to;
        }

        static Range parse(String text) {
            int dash = text.indexOf('-');
            return new Range(Long.parseLong(text.substring(0, dash)), Long.parseLong(text.substring(dash + 1)));
        }
    }

    private SkippedRecords(Map<TopicPartition, List<Range>> ranges) {
        this.ranges = ranges;
    }

    /** Those of a group, from what is said under all keys. */
    static SkippedRecords of(String group, Map<String, String> entries) {
        Map<TopicPartition, List<Range>> ranges = new HashMap<>();
        String begin = KEY + group + " ";
        entries.forEach((key, value) -> {
            if (key.startsWith(begin)) {
                String[] input = key.substring(begin.length()).split(" ");
                ranges.put(new TopicPartition(input[0], Integer.parseInt(input[1])), parse(value));
            }
        });
        return ranges.isEmpty() ? NONE : new SkippedRecords(ranges);
    }

    private static List<Range> parse(String value) {
        return Stream.of(value.split(" ")).map(Range::parse).toList();
    }

    static String key(String group, TopicPartition input) {
        return KEY + Positions.key(group, input);
    }

    /** What is said of a partition when further offsets are to be skipped. */
    String with(TopicPartition input, long from, long to) {
        List<Range> all = new ArrayList<>(ranges.getOrDefault(input, List.of()));
        all.add(new Range(from, to));
        return all.stream().map(Range::toString).collect(Collectors.joining(" "));
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    boolean has(TopicPartition input, long offset) {
        return ranges.getOrDefault(input, List.of()).stream().anyMatch(range -> range.has(offset));
    }

    /** What is polled without them. */
    public ConsumerRecords<byte[], byte[]> leftOut(ConsumerRecords<byte[], byte[]> polled) {
        Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> kept = new LinkedHashMap<>();
        for (TopicPartition input : polled.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> records = polled.records(input);
            List<ConsumerRecord<byte[], byte[]>> rest = ranges.containsKey(input)
                    ? records.stream()
                            .filter(record -> !has(input, record.offset()))
                            .toList()
                    : records;
            if (!rest.isEmpty()) {
                kept.put(input, rest);
            }
        }
        return new ConsumerRecords<>(kept, polled.nextOffsets());
    }
}
