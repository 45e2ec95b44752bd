package io.tributary.cli;

import io.tributary.schemas.Topic;
import io.tributary.schemas.serde.UnreadableRecordException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What topics hold of a span of time, in the order of the records' times as far as each partition is in it: always the earliest of the
 * partitions' next records. So the same topics give the same order.
 */
final class RecordedTopics implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);
    private static final long PATIENCE_NANOS = 30_000_000_000L;
    /** More is not read ahead of a partition: it waits for the others. */
    private static final int READ_AHEAD = 2_000;

    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<Object> values;
    private final Map<TopicPartition, Part> parts = new HashMap<>();
    private long unreadable;

    /** A partition's part of the span. */
    private static final class Part {
        private final int order;
        private final long end;
        private final Deque<ConsumerRecord<String, byte[]>> next = new ArrayDeque<>();

        Part(int order, long end) {
            this.order = order;
            this.end = end;
        }
    }

    /** A record that could be read; a tombstone is none. */
    record Recorded(long time, String key, Object value) {}

    /**
     * Goes to the beginning of a span.
     *
     * @param from epoch milliseconds; {@link Long#MIN_VALUE} for all there is
     * @param to exclusive
     */
    RecordedTopics(SettingsOptions.Connection connection, List<Topic<?>> topics, long from, long to) {
        Map<String, Object> config = new HashMap<>(connection.client());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, READ_AHEAD);
        this.values = connection.serdes().any();
        this.consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
        try {
            seek(partitions(connection, topics), from, to);
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    private List<TopicPartition> partitions(SettingsOptions.Connection connection, List<Topic<?>> topics) {
        List<TopicPartition> all = new ArrayList<>();
        for (Topic<?> topic : topics) {
            String name = connection.topics().of(topic);
            Kafka.partitions(consumer, connection.topics(), name).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .sorted(Comparator.comparingInt(TopicPartition::partition))
                    .forEach(all::add);
        }
        return all;
    }

    private void seek(List<TopicPartition> all, long from, long to) {
        consumer.assign(all);
        consumer.seekToBeginning(all);
        Map<TopicPartition, OffsetAndTimestamp> begins = from == Long.MIN_VALUE ? Map.of() : offsets(all, from);
        Map<TopicPartition, OffsetAndTimestamp> ends = offsets(all, to);
        Map<TopicPartition, Long> last = consumer.endOffsets(all);
        for (TopicPartition partition : all) {
            if (begins.get(partition) != null) {
                consumer.seek(partition, begins.get(partition).offset());
            } else if (from != Long.MIN_VALUE) {
                consumer.seek(partition, last.get(partition));
            }
            OffsetAndTimestamp end = ends.get(partition);
            parts.put(partition, new Part(parts.size(), end == null ? last.get(partition) : end.offset()));
        }
    }

    private Map<TopicPartition, OffsetAndTimestamp> offsets(List<TopicPartition> all, long time) {
        return consumer.offsetsForTimes(all.stream().collect(Collectors.toMap(each -> each, each -> time)));
    }

    /** Gives all of them, until there is no more. */
    void forEach(Consumer<Recorded> taking) {
        PriorityQueue<Part> ready = new PriorityQueue<>(
                Comparator.<Part>comparingLong(part -> part.next.peek().timestamp())
                        .thenComparingInt(part -> part.order));
        fill(ready, Set.of());
        while (!ready.isEmpty()) {
            Part part = ready.remove();
            read(part.next.remove(), taking);
            if (part.next.isEmpty()) {
                fill(ready, Set.copyOf(ready));
            } else {
                ready.add(part);
            }
        }
    }

    /** Reads on until each partition that has more has something at hand. */
    private void fill(PriorityQueue<Part> ready, Set<Part> known) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (parts.entrySet().stream().anyMatch(each -> isEmptyYet(each.getKey(), each.getValue()))) {
            if (System.nanoTime() > deadline) {
                throw new CliError("topics were not read on within 30 s: a transaction may be open; try again");
            }
            parts.forEach((partition, part) -> {
                if (part.next.size() < READ_AHEAD && consumer.position(partition) < part.end) {
                    consumer.resume(Set.of(partition));
                } else {
                    consumer.pause(Set.of(partition));
                }
            });
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                Part part = parts.get(new TopicPartition(record.topic(), record.partition()));
                if (record.offset() < part.end) {
                    part.next.add(record);
                }
            }
        }
        parts.values().stream()
                .filter(part -> !part.next.isEmpty() && !known.contains(part))
                .forEach(ready::add);
    }

    private boolean isEmptyYet(TopicPartition partition, Part part) {
        return part.next.isEmpty() && consumer.position(partition) < part.end;
    }

    private void read(ConsumerRecord<String, byte[]> record, Consumer<Recorded> taking) {
        if (record.value() == null || record.key() == null) {
            return;
        }
        Object value;
        try {
            value = values.deserialize(record.topic(), record.headers(), record.value());
        } catch (UnreadableRecordException e) {
            unreadable++;
            return;
        }
        taking.accept(new Recorded(record.timestamp(), record.key(), value));
    }

    /** Records that went to the dead letters, so far. */
    long unreadable() {
        return unreadable;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
