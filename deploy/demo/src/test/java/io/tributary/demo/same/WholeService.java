package io.tributary.demo.same;

import io.tributary.app.run.DeadLetters;
import io.tributary.app.run.InvalidRecordHandler;
import io.tributary.app.run.UnreadableRecordHandler;
import io.tributary.demo.client.PlatformFeed;
import io.tributary.domain.merchant.MerchantPolicy;
import io.tributary.domain.pool.PoolPolicy;
import io.tributary.domain.rollup.RollupPolicy;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.programmes.v1.Control;
import io.tributary.programmes.v1.ControlKind;
import io.tributary.programmes.v1.Programme;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.store.live.TaskStore;
import io.tributary.topology.Names;
import io.tributary.topology.TopologyObserver;
import io.tributary.topology.merchant.MerchantTopology;
import io.tributary.topology.merchant.TaskLayout;
import io.tributary.topology.pool.PoolTopology;
import io.tributary.topology.rollup.RollupTopology;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;

/**
 * The three topologies as they are, in one process and on event time: bytes go in, bytes come out, and every record is committed.
 * There is one merchant task.
 */
final class WholeService implements PlatformFeed, AutoCloseable {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final long BEAT_MILLIS = 500;
    private static final long LIFE_MILLIS = 60_000;
    private static final long GRACE_MILLIS = 30_000;
    private static final long SPREAD_MILLIS = 2_000;
    private static final Duration SWEEP_PAUSE = Duration.ofMillis(5);
    private static final int MOST_PAUSES = 10_000;
    /** Of what begins with a schema's id: the registry's, and no part of what is said. */
    private static final int SCHEMA_ID_BYTES = 5;

    private final AvroSerdes serdes = AvroSerdes.inMemory();
    private final Path folder;
    private final Outputs out;
    private final TopologyTestDriver pool;
    private final TopologyTestDriver rollup;
    private TopologyTestDriver merchants;
    private long time;
    private int lives;

    /** Hears what comes out. */
    interface Outputs extends Publications {
        /** A record that is not one of the contract's. */
        void take(Topic<?> topic, String key, String text);
    }

    /** @param start of time, epoch milliseconds UTC */
    WholeService(Path folder, long start, Outputs out) {
        this.folder = folder;
        this.out = out;
        this.time = start;
        this.pool = driver(
                "pool",
                PoolTopology.build(new PoolPolicy(1, BEAT_MILLIS, true, LIFE_MILLIS), serdes, TopologyObserver.NONE));
        this.rollup = driver("rollup", RollupTopology.build(RollupPolicy.DEFAULT, serdes));
        this.merchants = merchantTask();
    }

    private TopologyTestDriver merchantTask() {
        MerchantPolicy policy = MerchantPolicy.of(LIFE_MILLIS, GRACE_MILLIS, SPREAD_MILLIS, ZONE)
                .withEventClock(true);
        return driver(
                "merchants" + lives++,
                MerchantTopology.build(
                        policy, new TaskLayout(1, 100), serdes, TopologyObserver.NONE, DeadLetters::configured));
    }

    private TopologyTestDriver driver(String name, Topology topology) {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, name);
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, folder.resolve(name).toString());
        config.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.DEAD_LETTERS.name());
        config.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableRecordHandler.class);
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, InvalidRecordHandler.class);
        return new TopologyTestDriver(topology, config, Instant.ofEpochMilli(time));
    }

    AvroSerdes serdes() {
        return serdes;
    }

    void programme(Programme programme) {
        pipe(pool, Topics.PROGRAMMES, programme.getProgrammeId(), programme, time);
    }

    void stop(String scope) {
        pipe(pool, Topics.CONTROLS, scope, new Control(scope, ControlKind.STOP, "test", time), time);
    }

    void lift(String scope) {
        pipe(pool, Topics.CONTROLS, scope, null, time);
    }

    @Override
    public void impression(String merchantId, Impression impression) {
        pipe(merchants, Topics.IMPRESSIONS, merchantId, impression, impression.getTime());
    }

    @Override
    public void order(String merchantId, OrderLine order) {
        pipe(merchants, Topics.ORDERS, merchantId, order, order.getTime());
    }

    @Override
    public void profile(MerchantProfile profile) {
        pipe(merchants, Topics.MERCHANTS, profile.getMerchantId(), profile, profile.getUpdatedAt());
    }

    void withdraw(String merchantId) {
        pipe(merchants, Topics.MERCHANTS, merchantId, null, time);
    }

    @Override
    public void raw(Topic<?> topic, String key, byte[] bytes, long at) {
        pipeBytes(merchants, topic, key, bytes, at);
    }

    /** A beat, all that comes of it, and all that has come since the last one. */
    void beat(long now) {
        Duration passed = Duration.ofMillis(now - time);
        time = now;
        List.of(pool, merchants, rollup).forEach(driver -> driver.advanceWallClockTime(passed));
        Control clock = new Control("CLOCK", ControlKind.CLOCK, null, now);
        pipe(pool, Topics.CONTROLS, clock.getScope(), clock, now);
        for (TestRecord<byte[], byte[]> beat : drain(pool, Topics.BEATS)) {
            pipeBytes(merchants, Topics.BEATS, key(beat), beat.value(), beat.timestamp());
            take(Topics.BEATS, beat);
        }
        drain(pool, Topics.PROGRAMME_METRICS).forEach(metric -> take(Topics.PROGRAMME_METRICS, metric));
        answer();
        drainMerchants();
        drain(rollup, Topics.PROGRAMME_METRICS).forEach(metric -> take(Topics.PROGRAMME_METRICS, metric));
    }

    private void answer() {
        List<TestRecord<byte[], byte[]>> reports = drain(merchants, Topics.POOL_REPORTS);
        for (int pauses = 0; reports.isEmpty(); pauses++) {
            if (pauses == MOST_PAUSES) {
                throw new AssertionError("the merchant task does not answer");
            }
            merchants.advanceWallClockTime(SWEEP_PAUSE);
            reports = drain(merchants, Topics.POOL_REPORTS);
        }
        for (TestRecord<byte[], byte[]> report : reports) {
            take(Topics.POOL_REPORTS, report);
            pipeBytes(pool, Topics.POOL_REPORTS, key(report), report.value(), report.timestamp());
        }
    }

    private void drainMerchants() {
        for (Topic<?> topic : List.of(Topics.BOOST_DIRECTIVES, Topics.ENTITLEMENTS, Topics.LEDGER)) {
            drain(merchants, topic).forEach(record -> take(topic, record));
        }
        for (TestRecord<byte[], byte[]> row : drain(merchants, Topics.CONVERSION_METRICS)) {
            take(Topics.CONVERSION_METRICS, row);
            pipeBytes(rollup, Topics.CONVERSION_METRICS, key(row), row.value(), row.timestamp());
        }
        for (TestRecord<byte[], byte[]> deadLetter : drain(merchants, Topics.DEAD_LETTERS)) {
            byte[] bytes = deadLetter.value();
            int from = bytes.length > SCHEMA_ID_BYTES && bytes[0] == 0 ? SCHEMA_ID_BYTES : 0;
            String hex = HexFormat.of().formatHex(bytes, from, bytes.length);
            out.take(Topics.DEAD_LETTERS, key(deadLetter), hex);
        }
    }

    /** The merchant task ends, and another one begins with what the first has stored. */
    void restart() {
        List<KeyValue<Bytes, byte[]>> stored = new ArrayList<>();
        try (KeyValueIterator<Bytes, byte[]> all = store().all()) {
            all.forEachRemaining(stored::add);
        }
        merchants.close();
        merchants = merchantTask();
        stored.forEach(entry -> store().put(entry.key, entry.value));
    }

    private KeyValueStore<Bytes, byte[]> store() {
        return ((TaskStore) merchants.getStateStore(Names.TASK_STORE)).wrapped();
    }

    private void pipe(TopologyTestDriver driver, Topic<?> topic, String key, SpecificRecord value, long at) {
        pipeBytes(driver, topic, key, value == null ? null : encoded(topic, value), at);
    }

    private static void pipeBytes(TopologyTestDriver driver, Topic<?> topic, String key, byte[] value, long at) {
        driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(key.getBytes(StandardCharsets.UTF_8), value, at);
    }

    private static List<TestRecord<byte[], byte[]>> drain(TopologyTestDriver driver, Topic<?> topic) {
        return driver.createOutputTopic(topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    private void take(Topic<?> topic, TestRecord<byte[], byte[]> record) {
        SpecificRecord value = record.value() == null ? null : decoded(topic, record.value());
        out.take(topic, key(record), value, record.timestamp());
        for (Header header : record.headers()) {
            out.take(topic, key(record), header.key() + ": " + new String(header.value(), StandardCharsets.UTF_8));
        }
    }

    @SuppressWarnings("unchecked")
    private byte[] encoded(Topic<?> topic, SpecificRecord value) {
        return serdes.of((Topic<SpecificRecord>) topic).serializer().serialize(topic.name(), value);
    }

    @SuppressWarnings("unchecked")
    private SpecificRecord decoded(Topic<?> topic, byte[] bytes) {
        return serdes.of((Topic<SpecificRecord>) topic).deserializer().deserialize(topic.name(), bytes);
    }

    private static String key(TestRecord<byte[], byte[]> record) {
        return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        merchants.close();
        rollup.close();
        pool.close();
    }
}
