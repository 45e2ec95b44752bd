package io.tributary.bench.latency;

import io.tributary.ledger.v1.EntryKind;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.metrics.v1.WindowSize;
import io.tributary.pool.v1.PoolReport;
import io.tributary.schemas.ClientConnections;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what the service says, committed only, and times it, on a thread of its own. */
final class Answers implements AutoCloseable {
    private static final Duration WAIT = Duration.ofMillis(100);
    private static final List<String> TOPICS = List.of(
            Topics.BOOST_DIRECTIVES.name(),
            Topics.LEDGER.name(),
            Topics.CONVERSION_METRICS.name(),
            Topics.POOL_REPORTS.name());

    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<LedgerEntry> entries;
    private final Deserializer<ConversionMetric> rows;
    private final Deserializer<PoolReport> reports;
    private final ProbeMerchants merchants;
    private final WallClock clock;
    private final Map<Way, Outstanding> outstanding = new EnumMap<>(Way.class);
    private final Map<Way, Latencies> times = new EnumMap<>(Way.class);
    private final Set<String> directed = ConcurrentHashMap.newKeySet();
    private final Consumer<String> onStopped;
    private final Thread thread;
    private volatile long from = Long.MAX_VALUE;
    private volatile long to = Long.MAX_VALUE;
    private volatile boolean stopped;

    /**
     * Starts to read.
     *
     * @param onStopped is told of each merchant whose tombstone has come; on the reading thread
     */
    Answers(
            String bootstrapServers,
            AvroSerdes serdes,
            ProbeMerchants merchants,
            WallClock clock,
            Consumer<String> onStopped) {
        this.consumer = consumer(bootstrapServers);
        this.entries = serdes.of(Topics.LEDGER).deserializer();
        this.rows = serdes.of(Topics.CONVERSION_METRICS).deserializer();
        this.reports = serdes.of(Topics.POOL_REPORTS).deserializer();
        this.merchants = merchants;
        this.clock = clock;
        this.onStopped = onStopped;
        for (Way way : Way.values()) {
            outstanding.put(way, new Outstanding());
            times.put(way, new Latencies());
        }
        this.thread = new Thread(this::run, "answers");
        thread.start();
    }

    private static KafkaConsumer<String, byte[]> consumer(String bootstrapServers) {
        Map<String, Object> config = ClientConnections.with(Map.of());
        config.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 10_000);
        KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> all = new ArrayList<>();
        for (String topic : TOPICS) {
            consumer.partitionsFor(topic).forEach(each -> all.add(new TopicPartition(topic, each.partition())));
        }
        consumer.assign(all);
        consumer.seekToBeginning(all);
        return consumer;
    }

    Outstanding outstanding(Way way) {
        return outstanding.get(way);
    }

    /** Whether the merchant has a directive. */
    boolean isDirected(String merchantId) {
        return directed.contains(merchantId);
    }

    /** Sets what counts: what was scheduled from the one moment until before the other. */
    void count(long fromNanos, long toNanos) {
        from = fromNanos;
        to = toNanos;
    }

    boolean isAnswered() {
        return outstanding.values().stream().allMatch(Outstanding::isEmpty);
    }

    /** Stops to read. Only then may {@link #times} be asked. */
    void stop() throws InterruptedException {
        stopped = true;
        thread.join();
        long now = System.nanoTime();
        outstanding.forEach((way, each) -> each.forEach((merchant, since) -> {
            if (counts(since)) {
                times.get(way).addUnanswered(now - since);
            }
        }));
    }

    Latencies times(Way way) {
        return times.get(way);
    }

    private void run() {
        while (!stopped) {
            var records = consumer.poll(WAIT);
            long now = System.nanoTime();
            for (ConsumerRecord<String, byte[]> record : records) {
                take(record, now);
            }
        }
    }

    private void take(ConsumerRecord<String, byte[]> record, long now) {
        Way way = merchants.way(record.key());
        String topic = record.topic();
        if (topic.equals(Topics.POOL_REPORTS.name())) {
            since(
                    Way.BEAT,
                    clock.nanos(reports.deserialize(topic, record.value()).getTime()),
                    now);
        } else if (topic.equals(Topics.CONVERSION_METRICS.name())) {
            row(record, way, now);
        } else if (topic.equals(Topics.LEDGER.name())) {
            if (way == Way.CHARGE && entries.deserialize(topic, record.value()).getKind() == EntryKind.CHARGE) {
                answered(way, record.key(), now);
            }
        } else if (record.value() != null) {
            directed.add(record.key());
        } else if (way == Way.STOP) {
            directed.remove(record.key());
            answered(way, record.key(), now);
            onStopped.accept(record.key());
        }
    }

    private void row(ConsumerRecord<String, byte[]> record, Way way, long now) {
        if (way == null) {
            // Dated by its window's end.
            since(Way.MINUTE, clock.nanos(record.timestamp()), now);
        } else if (rows.deserialize(record.topic(), record.value()).getWindowSize() == WindowSize.MINUTE) {
            answered(way, record.key(), now);
        }
    }

    private void answered(Way way, String merchantId, long now) {
        Long since = outstanding.get(way).answer(merchantId);
        if (since != null) {
            since(way, since, now);
        }
    }

    private void since(Way way, long since, long now) {
        if (counts(since)) {
            times.get(way).add(now - since);
        }
    }

    private boolean counts(long since) {
        return since >= from && since < to;
    }

    @Override
    public void close() {
        stopped = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        consumer.close();
    }
}
