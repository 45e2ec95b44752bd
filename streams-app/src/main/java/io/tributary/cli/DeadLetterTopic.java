package io.tributary.cli;

import io.tributary.schemas.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The topic of dead letters as it is when this is made: what comes later is not seen, so that a record that is resent and comes back is
 * not resent again in the same run. It is read twice, first for the notes of what became of dead letters and then for these, since they
 * are large and may be many.
 */
final class DeadLetterTopic implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final String name;
    private final List<TopicPartition> partitions;
    private final Map<TopicPartition, Long> ends;
    private final Map<String, DeadLetter.Fate> fates = new HashMap<>();

    DeadLetterTopic(SettingsOptions.Connection connection) {
        Map<String, Object> config = new HashMap<>(connection.client());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        this.name = connection.topics().of(Topics.DEAD_LETTERS);
        this.consumer = new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            this.partitions = Kafka.partitions(consumer, connection.topics(), name).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            this.ends = consumer.endOffsets(partitions);
            read(record -> {
                if (DeadLetter.isNote(record)) {
                    fates.put(
                            DeadLetter.noted(record),
                            DeadLetter.Fate.valueOf(DeadLetter.text(record.headers(), DeadLetter.BECAME)));
                }
            });
        } catch (RuntimeException e) {
            consumer.close();
            throw e;
        }
    }

    String name() {
        return name;
    }

    /** Number of partitions that a topic has. */
    int partitions(SettingsOptions.Connection connection, String topic) {
        return Kafka.partitions(consumer, connection.topics(), topic).size();
    }

    /** What became of a dead letter, null when nothing did yet. */
    DeadLetter.Fate fateOf(DeadLetter letter) {
        return fates.get(letter.id());
    }

    /** Shows all dead letters, the oldest of each partition first. */
    void each(Consumer<DeadLetter> sink) {
        read(record -> {
            if (!DeadLetter.isNote(record)) {
                sink.accept(new DeadLetter(record));
            }
        });
    }

    private void read(Consumer<ConsumerRecord<byte[], byte[]>> sink) {
        consumer.seekToBeginning(partitions);
        long heard = System.nanoTime();
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                if (record.offset() < ends.get(new TopicPartition(record.topic(), record.partition()))) {
                    sink.accept(record);
                }
                heard = System.nanoTime();
            }
            if (System.nanoTime() - heard > SILENCE.toNanos()) {
                throw new CliError(
                        "topic " + name + " does not go on: a transaction on it may be open; try again in a minute");
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
