package io.tributary.analytics.follow;

import io.tributary.analytics.store.Batch;
import io.tributary.analytics.store.ReadModel;
import io.tributary.analytics.table.Source;
import io.tributary.cli.CliError;
import io.tributary.schemas.TopicNames;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Reads topics on from where a read model has them, up to what was committed when it began. */
public final class TopicFollower {
    private static final Duration POLL = Duration.ofMillis(250);
    /** Records of a batch: enough for the database to be quick, few enough to be held. */
    private static final long MOST = 100_000;
    /** Progress is told so often, nanoseconds. */
    private static final long TOLD = 2_000_000_000L;
    /** Polls in a row without a record after which brokers are taken to be away: a minute. */
    private static final int EMPTY_POLLS = 240;

    private final org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer;
    private final TopicNames names;
    private final BiFunction<Source<?>, ConsumerRecord<byte[], byte[]>, Object> decoder;
    private final Consumer<String> progress;

    /**
     * @param consumer of committed records, without a group
     * @param decoder makes the value of a record that is no tombstone; fails with {@link IllegalArgumentException} where it cannot be read
     * @param progress is told in lines how far it is
     */
    public TopicFollower(
            org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> consumer,
            TopicNames names,
            BiFunction<Source<?>, ConsumerRecord<byte[], byte[]>, Object> decoder,
            Consumer<String> progress) {
        this.consumer = consumer;
        this.names = names;
        this.decoder = decoder;
        this.progress = progress;
    }

    /**
     * What was read.
     *
     * @param records that were read now
     * @param unreadable beside these, left out
     */
    public record Outcome(long records, long unreadable) {}

    /**
     * Reads on.
     *
     * @throws IllegalArgumentException when a topic is not there, or is another than the model was made of
     * @throws CliError when the brokers give no more; what was read until then is kept
     */
    public Outcome read(List<Source<?>> sources, ReadModel model) {
        Map<TopicPartition, Source<?>> partitions = partitions(sources);
        consumer.assign(partitions.keySet());
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions.keySet());
        long first = seek(partitions.keySet(), model.positions(), ends);
        long all = ends.values().stream().mapToLong(Long::longValue).sum() - first;
        long done = 0;
        long unreadable = 0;
        long told = System.nanoTime();
        Batch batch = new Batch();
        long before = first;
        int emptyPolls = 0;
        while (isBehind(ends)) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                TopicPartition partition = new TopicPartition(record.topic(), record.partition());
                unreadable += add(batch, partitions.get(partition), record) ? 0 : 1;
            }
            long position = position(partitions.keySet());
            emptyPolls = position == before ? emptyPolls + 1 : 0;
            before = position;
            if (batch.size() >= MOST || emptyPolls >= EMPTY_POLLS) {
                done += write(batch, model, partitions.keySet());
                batch = new Batch();
            }
            if (emptyPolls >= EMPTY_POLLS) {
                throw new CliError(String.format(
                        "the brokers gave no more after %,d of about %,d records: what was read is kept; see that they run, and run the command"
                                + " again to go on",
                        done, all));
            }
            if (System.nanoTime() - told > TOLD) {
                told = System.nanoTime();
                progress.accept(String.format(
                        "read %,d records of about %,d", done + batch.size(), Math.max(all, done + batch.size())));
            }
        }
        done += write(batch, model, partitions.keySet());
        return new Outcome(done, unreadable);
    }

    private Map<TopicPartition, Source<?>> partitions(List<Source<?>> sources) {
        Map<TopicPartition, Source<?>> partitions = new HashMap<>();
        for (Source<?> source : sources) {
            String name = names.of(source.topic());
            List<PartitionInfo> infos = consumer.partitionsFor(name);
            if (infos == null || infos.isEmpty()) {
                throw new IllegalArgumentException(
                        "topic " + name + " is not there: create it with `tributary topics apply`");
            }
            infos.forEach(info -> partitions.put(new TopicPartition(name, info.partition()), source));
        }
        return partitions;
    }

    /**
     * @return sum of the positions
     */
    private long seek(
            Set<TopicPartition> partitions, Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> beginnings = consumer.beginningOffsets(partitions);
        long sum = 0;
        for (TopicPartition partition : partitions) {
            long beginning = beginnings.get(partition);
            long next = positions.getOrDefault(partition, beginning);
            if (next > ends.get(partition)) {
                throw new IllegalArgumentException(partition + " ends at " + ends.get(partition)
                        + ", but was read up to " + next
                        + ": the topic was made anew; remove the database, or name another with --database");
            }
            if (next < beginning && positions.containsKey(partition)) {
                progress.accept("warning: " + partition + " begins at " + beginning + " now, and was read up to " + next
                        + ": what was between is gone; run the command more often than topics forget");
            }
            long from = Math.max(next, beginning);
            consumer.seek(partition, from);
            sum += from;
        }
        return sum;
    }

    /** Sum over the partitions. */
    private long position(Set<TopicPartition> partitions) {
        return partitions.stream().mapToLong(consumer::position).sum();
    }

    private boolean isBehind(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    private boolean add(Batch batch, Source<?> source, ConsumerRecord<byte[], byte[]> record) {
        String key = record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
        if (record.value() == null) {
            return batch.add(source, key, null);
        }
        Object value;
        try {
            value = decoder.apply(source, record);
        } catch (IllegalArgumentException e) {
            return false;
        }
        // A producer may put another topic's record here.
        return source.topic().valueType().isInstance(value) && batch.add(source, key, value);
    }

    private long write(Batch batch, ReadModel model, Set<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            batch.position(partition, consumer.position(partition));
        }
        model.write(batch);
        return batch.size();
    }
}
