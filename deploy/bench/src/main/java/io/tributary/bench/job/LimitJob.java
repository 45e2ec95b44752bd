package io.tributary.bench.job;

import io.tributary.app.run.StreamsConfigs;
import io.tributary.bench.workload.Market;
import io.tributary.domain.merchant.MerchantPolicy;
import io.tributary.pool.v1.Beat;
import io.tributary.schemas.ClientConnections;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.topology.merchant.MerchantTopology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The limit: the same domain code in a hand-written loop. A consumer, a producer, a HashMap for each partition; what changed goes
 * to a changelog topic at each commit, in one transaction with the outputs and the offsets. No rebalancing, no recovery, no
 * metrics: what a framework adds is what the comparison shows.
 */
final class LimitJob {
    private static final Duration POLL = Duration.ofMillis(10);
    private static final List<Topic<? extends SpecificRecord>> INPUTS = MerchantTopology.inputs();

    private final JobSettings settings;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<String, byte[]> producer;
    private final Map<String, Deserializer<?>> readers = new HashMap<>();
    private final Map<String, Serializer<SpecificRecord>> writers = new HashMap<>();
    private final List<LimitPartition> partitions = new ArrayList<>();
    private final String changelog;
    private boolean changed;

    LimitJob(JobSettings settings) {
        this.settings = settings;
        this.changelog = changelog(settings.applicationId());
        this.consumer =
                new KafkaConsumer<>(reading(settings), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.producer = new KafkaProducer<>(writing(settings), new StringSerializer(), new ByteArraySerializer());
        AvroSerdes serdes = AvroSerdes.connect(settings.registryUrl(), Map.of());
        INPUTS.forEach(topic -> readers.put(topic.name(), serdes.of(topic).deserializer()));
        readers.put(Topics.IMPRESSIONS.name(), serdes.impressionViews());
        for (Topic<? extends SpecificRecord> topic : List.of(
                Topics.BOOST_DIRECTIVES,
                Topics.CONVERSION_METRICS,
                Topics.ENTITLEMENTS,
                Topics.DECISIONS,
                Topics.LEDGER,
                Topics.MERCHANT_DAYS,
                Topics.BUCKET_SUMS,
                Topics.POOL_REPORTS)) {
            writer(topic, serdes);
        }
    }

    private static Map<String, Object> reading(JobSettings settings) {
        Map<String, Object> config = ClientConnections.with(Map.of());
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.applicationId());
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        return config;
    }

    private static Map<String, Object> writing(JobSettings settings) {
        Map<String, Object> config = ClientConnections.with(Map.of());
        config.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.applicationId());
        config.putAll(StreamsConfigs.FLUSHED_BY_COMMITS);
        return config;
    }

    /** Topic to which the limit's state goes; the bench makes and removes it. */
    static String changelog(String applicationId) {
        return applicationId + "-changelog";
    }

    @SuppressWarnings("unchecked")
    private <T extends SpecificRecord> void writer(Topic<T> topic, AvroSerdes serdes) {
        writers.put(topic.name(), (Serializer<SpecificRecord>)
                (Serializer<?>) serdes.of(topic).serializer());
    }

    /** Runs until the process is killed. */
    void run() {
        producer.initTransactions();
        int count = consumer.partitionsFor(Topics.IMPRESSIONS.name()).size();
        MerchantPolicy policy = MerchantPolicy.of(300_000, 600_000, 15_000, Market.ZONE);
        for (int number = 0; number < count; number++) {
            partitions.add(new LimitPartition(number, policy, this::send));
        }
        assign();
        producer.beginTransaction();
        readProfilesAndRules();
        long committed = System.nanoTime();
        while (true) {
            take(consumer.poll(POLL));
            long now = System.nanoTime();
            if (now - committed >= settings.commitMillis() * 1_000_000L) {
                commit();
                committed = now;
            }
        }
    }

    private void assign() {
        List<TopicPartition> all = new ArrayList<>();
        for (Topic<?> topic : INPUTS) {
            for (PartitionInfo each : consumer.partitionsFor(topic.name())) {
                all.add(new TopicPartition(each.topic(), each.partition()));
            }
        }
        consumer.assign(all);
        consumer.seekToBeginning(all);
    }

    /** A framework takes the records that are there in the order of their times; here the small topics are simply read first. */
    private void readProfilesAndRules() {
        Set<TopicPartition> events = consumer.assignment().stream()
                .filter(each -> each.topic().equals(Topics.IMPRESSIONS.name())
                        || each.topic().equals(Topics.ORDERS.name()))
                .collect(Collectors.toSet());
        consumer.pause(events);
        List<TopicPartition> others = consumer.assignment().stream()
                .filter(each -> !events.contains(each))
                .toList();
        Map<TopicPartition, Long> ends = consumer.endOffsets(others);
        while (others.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
            take(consumer.poll(POLL));
        }
        consumer.resume(events);
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition from : records.partitions()) {
            Deserializer<?> reader = readers.get(from.topic());
            LimitPartition partition = partitions.get(from.partition());
            for (ConsumerRecord<byte[], byte[]> record : records.records(from)) {
                Object value = reader.deserialize(from.topic(), record.value());
                if (value instanceof Beat beat) {
                    partition.beat(beat);
                } else {
                    partition.event(record.key(), value);
                }
            }
        }
        changed |= !records.isEmpty();
    }

    private <T extends SpecificRecord> void send(Topic<T> topic, String key, T value, long time) {
        byte[] bytes = writers.get(topic.name()).serialize(topic.name(), value);
        // A failed record fails the transaction.
        var unused = producer.send(new ProducerRecord<>(topic.name(), null, time, key, bytes));
    }

    private void commit() {
        if (!changed) {
            return;
        }
        for (LimitPartition partition : partitions) {
            partition.writeChanges((key, bytes) -> {
                var unused = producer.send(new ProducerRecord<>(changelog, partition.number(), null, key, bytes));
            });
        }
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition each : consumer.assignment()) {
            offsets.put(each, new OffsetAndMetadata(consumer.position(each)));
        }
        producer.sendOffsetsToTransaction(offsets, consumer.groupMetadata());
        producer.commitTransaction();
        producer.beginTransaction();
        changed = false;
    }
}
