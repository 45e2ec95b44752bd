package io.tributary.demo.same;

import io.tributary.app.run.DeadLetters;
import io.tributary.app.run.InvalidRecordHandler;
import io.tributary.app.run.UnreadableRecordHandler;
import io.tributary.demo.client.PlatformFeed;
import io.tributary.domain.experiment.ExperimentPolicy;
import io.tributary.domain.merchant.MerchantPolicy;
import io.tributary.domain.pool.BrokerClock;
import io.tributary.domain.pool.PoolPolicy;
import io.tributary.domain.rollup.RollupPolicy;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.IvtVerdict;
import io.tributary.events.v1.OrderLine;
import io.tributary.experiment.v1.BucketSums;
import io.tributary.experiment.v1.Uplift;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.pool.v1.PoolReport;
import io.tributary.programmes.v1.Control;
import io.tributary.programmes.v1.ControlKind;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.ListKey;
import io.tributary.schemas.ProgrammeKey;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.store.live.TaskStore;
import io.tributary.topology.Names;
import io.tributary.topology.TopologyObserver;
import io.tributary.topology.entity.EntityTopology;
import io.tributary.topology.experiment.ExperimentTopology;
import io.tributary.topology.merchant.MerchantTopology;
import io.tributary.topology.merchant.TaskLayout;
import io.tributary.topology.pool.PoolTopology;
import io.tributary.topology.rollup.RollupTopology;
import io.tributary.topology.rules.ListParts;
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
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
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
 * The topologies as they are, in one process and on event time: bytes go in, bytes come out, and every record is committed.
 *
 * <p>A test driver has one partition of each topic, which is number 0. So each merchant task has a driver of its own, merchants are spread over
 * them as Kafka spreads keys over partitions, and reports are given the number of their task on the way to the pool. All tasks answer each
 * beat, so that no beat has to tell one of them by its number.
 */
public final class WholeService implements PlatformFeed, AutoCloseable {
    public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private static final Duration SWEEP_PAUSE = Duration.ofMillis(5);
    private static final int MOST_PAUSES = 10_000;
    /** Of what begins with a schema's id: the registry's, and no part of what is said. */
    private static final int SCHEMA_ID_BYTES = 5;

    private final AvroSerdes serdes = AvroSerdes.inMemory();
    private final Path folder;
    private final Outputs out;
    private final Clockwork clockwork;
    private final RollupPolicy policyOfRollup;
    private final TopologyTestDriver pool;
    private TopologyTestDriver rollup;
    private final TopologyTestDriver entities;
    private final TopologyTestDriver experiment;
    private final List<TopologyTestDriver> merchants = new ArrayList<>();
    private long time;
    private int lives;

    /**
     * Its times, milliseconds.
     *
     * @param beat shortest time between two beats of the pool
     * @param life of a directive
     * @param grace for which a window waits for what is late
     * @param spread over which work that falls due at once is spread
     * @param zone in which days of metrics begin
     * @param uplift between two publications of what support caused
     */
    public record Clockwork(long beat, long life, long grace, long spread, ZoneId zone, long uplift) {
        public Clockwork(long beat, long life, long grace, long spread) {
            this(beat, life, grace, spread, ZONE, 600_000);
        }
    }

    /** Hears what comes out. */
    public interface Outputs extends Publications {
        /** A record that is not one of the contract's. */
        void take(Topic<?> topic, String key, String text);

        /** A day of a programme, or a group of one. */
        default void day(String programmeId, SpecificRecord record) {
            // only tests of days look at it
        }

        /** What support caused. */
        default void uplift(String key, Uplift uplift) {
            // only tests of the experiment look at it
        }
    }

    /**
     * @param start of time, epoch milliseconds UTC
     * @param tasks merchant tasks, at least 1
     */
    public WholeService(Path folder, long start, Clockwork clockwork, int tasks, Outputs out) {
        this(folder, start, clockwork, tasks, RollupPolicy.DEFAULT, out);
    }

    /** The same with a roll-up of other terms. */
    public WholeService(
            Path folder, long start, Clockwork clockwork, int tasks, RollupPolicy policyOfRollup, Outputs out) {
        this.policyOfRollup = policyOfRollup;
        this.folder = folder;
        this.out = out;
        this.clockwork = clockwork;
        this.time = start;
        PoolPolicy policy = new PoolPolicy(tasks, clockwork.beat, true, clockwork.life);
        this.pool = driver("pool", PoolTopology.build(policy, serdes, TopologyObserver.NONE, BrokerClock.NONE));
        this.rollup = rollup();
        this.entities = driver("entity", EntityTopology.build(serdes));
        this.experiment = driver(
                "experiment",
                ExperimentTopology.build(
                        ExperimentPolicy.of(clockwork.zone, clockwork.grace, clockwork.uplift), serdes));
        for (int task = 0; task < tasks; task++) {
            merchants.add(merchantTask());
        }
    }

    private TopologyTestDriver rollup() {
        return driver("rollup" + lives++, RollupTopology.build(policyOfRollup, serdes));
    }

    private TopologyTestDriver merchantTask() {
        MerchantPolicy policy = MerchantPolicy.of(clockwork.life, clockwork.grace, clockwork.spread, clockwork.zone)
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

    public AvroSerdes serdes() {
        return serdes;
    }

    /** The task that a merchant belongs to, from 0. */
    public int task(String merchantId) {
        return BuiltInPartitioner.partitionForKey(merchantId.getBytes(StandardCharsets.UTF_8), merchants.size());
    }

    private TopologyTestDriver of(String merchantId) {
        return merchants.get(task(merchantId));
    }

    public void programme(Programme programme) {
        pipe(pool, Topics.PROGRAMMES, ProgrammeKey.of(programme), programme, time);
    }

    /** A list of any size, in as many records as it takes. */
    public void list(ReferenceList list) {
        for (ReferenceList part : ListParts.split(list)) {
            pipe(pool, Topics.REFERENCE_LISTS, ListKey.of(part), part, time);
        }
    }

    public void stop(String scope) {
        pipe(pool, Topics.CONTROLS, scope, new Control(scope, ControlKind.STOP, "test", time), time);
    }

    public void lift(String scope) {
        pipe(pool, Topics.CONTROLS, scope, null, time);
    }

    @Override
    public void impression(String merchantId, Impression impression) {
        pipe(of(merchantId), Topics.IMPRESSIONS, merchantId, impression, impression.getTime());
    }

    @Override
    public void order(String merchantId, OrderLine order) {
        pipe(of(merchantId), Topics.ORDERS, merchantId, order, order.getTime());
    }

    @Override
    public void profile(MerchantProfile profile) {
        pipe(of(profile.getMerchantId()), Topics.MERCHANTS, profile.getMerchantId(), profile, profile.getUpdatedAt());
    }

    @Override
    public void verdict(String merchantId, IvtVerdict verdict) {
        pipe(of(merchantId), Topics.IVT_VERDICTS, merchantId, verdict, verdict.getJudgedAt());
    }

    /** Any other record that belongs to a merchant. */
    public void send(Topic<? extends SpecificRecord> topic, String merchantId, SpecificRecord value, long at) {
        pipe(of(merchantId), topic, merchantId, value, at);
    }

    public void withdraw(String merchantId) {
        pipe(of(merchantId), Topics.MERCHANTS, merchantId, null, time);
    }

    @Override
    public void raw(Topic<?> topic, String key, byte[] bytes, long at) {
        pipeBytes(of(key), topic, key, bytes, at);
    }

    /** A beat, all that comes of it, and all that has come since the last one. */
    public void beat(long now) {
        Duration passed = Duration.ofMillis(now - time);
        time = now;
        pool.advanceWallClockTime(passed);
        merchants.forEach(task -> task.advanceWallClockTime(passed));
        rollup.advanceWallClockTime(passed);
        Control clock = new Control("CLOCK", ControlKind.CLOCK, null, now);
        pipe(pool, Topics.CONTROLS, clock.getScope(), clock, now);
        for (TestRecord<byte[], byte[]> beat : drain(pool, Topics.BEATS)) {
            for (TopologyTestDriver task : merchants) {
                pipeBytes(task, Topics.BEATS, key(beat), beat.value(), beat.timestamp());
            }
            take(Topics.BEATS, beat);
        }
        drain(pool, Topics.PROGRAMME_METRICS).forEach(metric -> take(Topics.PROGRAMME_METRICS, metric));
        for (int task = 0; task < merchants.size(); task++) {
            answer(task);
        }
        merchants.forEach(this::drainMerchants);
        answerShops();
        compareArms();
        drain(rollup, Topics.PROGRAMME_METRICS).forEach(metric -> take(Topics.PROGRAMME_METRICS, metric));
        for (Topic<?> topic : List.of(Topics.PROGRAMME_DAYS, Topics.GROUP_METRICS)) {
            drain(rollup, topic).forEach(record -> out.day(key(record), decoded(topic, record.value())));
        }
    }

    private void answer(int number) {
        TopologyTestDriver task = merchants.get(number);
        List<TestRecord<byte[], byte[]>> reports = drain(task, Topics.POOL_REPORTS);
        for (int pauses = 0; reports.isEmpty(); pauses++) {
            if (pauses == MOST_PAUSES) {
                throw new AssertionError("merchant task " + number + " does not answer");
            }
            task.advanceWallClockTime(SWEEP_PAUSE);
            reports = drain(task, Topics.POOL_REPORTS);
        }
        for (TestRecord<byte[], byte[]> report : reports) {
            PoolReport numbered = (PoolReport) decoded(Topics.POOL_REPORTS, report.value());
            numbered.setTask(number);
            String key = Integer.toString(number);
            out.take(Topics.POOL_REPORTS, key, numbered, report.timestamp());
            pipe(pool, Topics.POOL_REPORTS, key, numbered, report.timestamp());
        }
    }

    /** Owners hear what their shops have told them at this beat, and all answers arrive before the next. */
    private void answerShops() {
        for (TopologyTestDriver task : merchants) {
            for (TestRecord<byte[], byte[]> report : drain(task, Topics.ENTITY_SHOPS)) {
                take(Topics.ENTITY_SHOPS, report);
                pipeBytes(entities, Topics.ENTITY_SHOPS, key(report), report.value(), report.timestamp());
            }
        }
        for (TestRecord<byte[], byte[]> answer : drain(entities, Topics.ENTITY_SHARES)) {
            take(Topics.ENTITY_SHARES, answer);
            pipeBytes(of(key(answer)), Topics.ENTITY_SHARES, key(answer), answer.value(), answer.timestamp());
        }
    }

    /** What tasks told by bucket is added up. In this process all of them take themselves for the first. */
    private void compareArms() {
        for (int number = 0; number < merchants.size(); number++) {
            for (TestRecord<byte[], byte[]> told : drain(merchants.get(number), Topics.BUCKET_SUMS)) {
                BucketSums numbered = (BucketSums) decoded(Topics.BUCKET_SUMS, told.value());
                numbered.setTask(number);
                pipe(experiment, Topics.BUCKET_SUMS, key(told), numbered, told.timestamp());
            }
        }
        drain(experiment, Topics.DEAD_LETTERS).forEach(this::takeDeadLetter);
        drain(experiment, Topics.UPLIFT)
                .forEach(row -> out.uplift(key(row), (Uplift) decoded(Topics.UPLIFT, row.value())));
    }

    private void drainMerchants(TopologyTestDriver task) {
        for (Topic<?> topic : List.of(
                Topics.BOOST_DIRECTIVES, Topics.ENTITLEMENTS, Topics.DECISIONS, Topics.BENEFITS, Topics.LEDGER)) {
            for (TestRecord<byte[], byte[]> record : drain(task, topic)) {
                take(topic, record);
                if (topic == Topics.DECISIONS || topic == Topics.BENEFITS) {
                    pipeBytes(rollup, topic, key(record), record.value(), record.timestamp());
                }
            }
        }
        for (TestRecord<byte[], byte[]> row : drain(task, Topics.CONVERSION_METRICS)) {
            take(Topics.CONVERSION_METRICS, row);
            pipeBytes(rollup, Topics.CONVERSION_METRICS, key(row), row.value(), row.timestamp());
        }
        for (TestRecord<byte[], byte[]> day : drain(task, Topics.MERCHANT_DAYS)) {
            pipeBytes(rollup, Topics.MERCHANT_DAYS, key(day), day.value(), day.timestamp());
        }
        drain(task, Topics.DEAD_LETTERS).forEach(this::takeDeadLetter);
    }

    private void takeDeadLetter(TestRecord<byte[], byte[]> deadLetter) {
        byte[] bytes = deadLetter.value();
        int from = bytes.length > SCHEMA_ID_BYTES && bytes[0] == 0 ? SCHEMA_ID_BYTES : 0;
        String hex = HexFormat.of().formatHex(bytes, from, bytes.length);
        out.take(Topics.DEAD_LETTERS, key(deadLetter), hex);
    }

    /** Each merchant task ends, and another one begins with what the first has stored. */
    public void restart() {
        for (int task = 0; task < merchants.size(); task++) {
            List<KeyValue<Bytes, byte[]>> stored = new ArrayList<>();
            try (KeyValueIterator<Bytes, byte[]> all = store(task).all()) {
                all.forEachRemaining(stored::add);
            }
            merchants.get(task).close();
            merchants.set(task, merchantTask());
            KeyValueStore<Bytes, byte[]> next = store(task);
            stored.forEach(entry -> next.put(entry.key, entry.value));
        }
    }

    /** The roll-up ends, and another one begins with what the first has stored. */
    public void restartRollup() {
        List<KeyValue<String, byte[]>> stored = new ArrayList<>();
        KeyValueStore<String, byte[]> before = rollup.getKeyValueStore(RollupTopology.STORE);
        try (KeyValueIterator<String, byte[]> all = before.all()) {
            all.forEachRemaining(stored::add);
        }
        rollup.close();
        rollup = rollup();
        KeyValueStore<String, byte[]> next = rollup.getKeyValueStore(RollupTopology.STORE);
        stored.forEach(entry -> next.put(entry.key, entry.value));
    }

    private KeyValueStore<Bytes, byte[]> store(int task) {
        return ((TaskStore) merchants.get(task).getStateStore(Names.TASK_STORE)).wrapped();
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
        merchants.forEach(TopologyTestDriver::close);
        rollup.close();
        entities.close();
        experiment.close();
        pool.close();
    }
}
