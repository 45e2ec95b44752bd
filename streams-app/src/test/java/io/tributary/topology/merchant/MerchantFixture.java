package io.tributary.topology.merchant;

import io.tributary.app.run.DeadLetters;
import io.tributary.app.run.InvalidRecordHandler;
import io.tributary.app.run.UnreadableRecordHandler;
import io.tributary.benefits.v1.BenefitChange;
import io.tributary.common.v1.Surface;
import io.tributary.decisions.v1.MerchantDecisions;
import io.tributary.directives.v1.Boost;
import io.tributary.directives.v1.BoostDirective;
import io.tributary.domain.merchant.MerchantPolicy;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.IvtVerdict;
import io.tributary.events.v1.OrderLine;
import io.tributary.feedback.v1.Feedback;
import io.tributary.ledger.v1.Entitlement;
import io.tributary.ledger.v1.LedgerEntry;
import io.tributary.merchants.v1.MerchantEvent;
import io.tributary.merchants.v1.MerchantProfile;
import io.tributary.metrics.v1.ConversionMetric;
import io.tributary.metrics.v1.MerchantDay;
import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.PoolReport;
import io.tributary.pool.v1.ProgrammeBeat;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.ListKey;
import io.tributary.schemas.ProgrammeKey;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.store.live.TaskStore;
import io.tributary.topology.Digests;
import io.tributary.topology.Names;
import io.tributary.topology.PortableNumbers;
import io.tributary.topology.StateFolder;
import io.tributary.topology.TopicKeys;
import io.tributary.topology.TopologyObserver;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** A merchant task under test, with a pool that says what the test wants. */
final class MerchantFixture implements AutoCloseable {
    static final long SECOND = 1_000;
    static final long MINUTE = 60_000;
    static final long DAY = 86_400_000;
    static final long DAWN = Instant.parse("2026-03-01T16:00:00Z").toEpochMilli(); // midnight in Shanghai
    static final long NOON = DAWN + DAY / 2;
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    static final MerchantPolicy POLICY = MerchantPolicy.of(300_000, 600_000, 0, ZONE);
    static final String NEWCOMER = "newcomer";
    static final String APPLICATION = "merchant-test";

    final TopologyTestDriver driver;
    final TestInputTopic<String, Impression> impressions;
    final TestInputTopic<String, OrderLine> orders;
    final TestInputTopic<String, IvtVerdict> verdicts;
    final TestInputTopic<String, MerchantProfile> profiles;
    final TestInputTopic<String, MerchantEvent> events;
    final TestInputTopic<String, Feedback> feedback;
    final TestInputTopic<String, Beat> beats;
    final TestOutputTopic<String, BoostDirective> directives;
    final TestOutputTopic<String, ConversionMetric> metrics;
    final TestOutputTopic<String, Entitlement> entitlements;
    final TestOutputTopic<String, MerchantDecisions> decisions;
    final TestOutputTopic<String, LedgerEntry> ledger;
    final TestOutputTopic<String, BenefitChange> benefits;
    final TestOutputTopic<String, MerchantDay> standings;
    final TestOutputTopic<String, PoolReport> reports;
    final TestOutputTopic<byte[], byte[]> deadLetters;

    final Map<String, ProgrammeBeat.Builder> plans = new LinkedHashMap<>();
    final Map<String, Programme> rules = new LinkedHashMap<>();
    final Map<String, ReferenceList> lists = new LinkedHashMap<>();
    final List<String> stopped = new ArrayList<>();
    final AvroSerdes serdes;
    final MerchantQuestions questions = new MerchantQuestions();
    final Commits commits = new Commits(100);
    private final MerchantPolicy policy;
    private final StateFolder folder;
    private long number;
    private long rulesDigest = 1;
    private boolean rulesAttached;
    private long impressionCount;

    MerchantFixture() {
        this(AvroSerdes.inMemory());
    }

    MerchantFixture(AvroSerdes serdes) {
        this(serdes, 1);
    }

    /** @param partitions of the topics, of which this task has the first */
    MerchantFixture(AvroSerdes serdes, int partitions) {
        this(serdes, partitions, POLICY, TopicKeys.NONE, new StateFolder());
    }

    /** A task that works otherwise than usual. */
    MerchantFixture(MerchantPolicy policy) {
        this(AvroSerdes.inMemory(), 1, policy, TopicKeys.NONE, new StateFolder());
    }

    private MerchantFixture(
            AvroSerdes serdes, int partitions, MerchantPolicy policy, TopicKeys keys, StateFolder folder) {
        this.serdes = serdes;
        this.policy = policy;
        this.folder = folder;
        driver = new TopologyTestDriver(
                MerchantTopology.build(
                        serdes,
                        () -> new MerchantProcessor(
                                policy,
                                TopologyObserver.NONE,
                                DeadLetters::configured,
                                commits,
                                new MerchantProcessor.Input(serdes.names(), partitions))),
                config(folder, keys, questions),
                Instant.ofEpochMilli(DAWN));
        impressions = input(Topics.IMPRESSIONS);
        orders = input(Topics.ORDERS);
        verdicts = input(Topics.IVT_VERDICTS);
        profiles = input(Topics.MERCHANTS);
        events = input(Topics.MERCHANT_EVENTS);
        feedback = input(Topics.FEEDBACK);
        beats = input(Topics.BEATS);
        directives = output(Topics.BOOST_DIRECTIVES);
        metrics = output(Topics.CONVERSION_METRICS);
        entitlements = output(Topics.ENTITLEMENTS);
        decisions = output(Topics.DECISIONS);
        ledger = output(Topics.LEDGER);
        benefits = output(Topics.BENEFITS);
        standings = output(Topics.MERCHANT_DAYS);
        reports = output(Topics.POOL_REPORTS);
        deadLetters = driver.createOutputTopic(
                Topics.DEAD_LETTERS.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        put(MerchantSamples.programme(NEWCOMER, 1).build());
    }

    private static Properties config(StateFolder folder, TopicKeys keys, MerchantQuestions questions) {
        Properties config = new Properties();
        config.put(MerchantQuestions.CONFIG, questions);
        config.put(TopicKeys.CONFIG, keys);
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        config.put(StreamsConfig.STATE_DIR_CONFIG, folder.path());
        config.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.DEAD_LETTERS.name());
        config.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableRecordHandler.class);
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, InvalidRecordHandler.class);
        return config;
    }

    private <T extends SpecificRecord> TestInputTopic<String, T> input(Topic<T> topic) {
        return driver.createInputTopic(
                topic.name(), new StringSerializer(), serdes.of(topic).serializer());
    }

    private <T extends SpecificRecord> TestOutputTopic<String, T> output(Topic<T> topic) {
        return driver.createOutputTopic(
                topic.name(),
                new StringDeserializer(),
                PortableNumbers.checked(serdes.of(topic).deserializer()));
    }

    /** Adds or replaces a programme; the next beat brings the rules, and a plan for today without a grant rate. */
    void put(Programme programme) {
        rules.put(programme.getProgrammeId(), programme);
        rulesDigest++;
        rulesAttached = false;
        plans.computeIfAbsent(programme.getProgrammeId(), MerchantSamples::plan).setVersion(programme.getVersion());
    }

    /** Adds a version of a list; the next beat brings the rules. */
    void put(ReferenceList list) {
        lists.put(ListKey.of(list), list);
        rulesDigest++;
        rulesAttached = false;
    }

    /** Adds a version beside the one in force; the next beat brings the rules. */
    void announce(Programme version) {
        rules.put(ProgrammeKey.of(version), version);
        rulesDigest++;
        rulesAttached = false;
    }

    void remove(String programmeId) {
        rules.remove(programmeId);
        plans.remove(programmeId);
        rulesDigest++;
        rulesAttached = false;
    }

    ProgrammeBeat.Builder newcomer() {
        return plans.get(NEWCOMER);
    }

    long lastBeat() {
        return number;
    }

    /** The next beat. @return the task's report, or null when there was none */
    PoolReport beat(long time) {
        Beat beat = nextBeat(time);
        beats.pipeInput("0", beat, time);
        return reports.isEmpty() ? null : reports.readValue();
    }

    Beat nextBeat(long time) {
        number++;
        Beat.Builder beat = Beat.newBuilder()
                .setNumber(number)
                .setTime(time)
                .setIntervalMillis(SECOND)
                .setProgrammes(plans.values().stream()
                        .map(ProgrammeBeat.Builder::build)
                        .toList())
                .setStopped(List.copyOf(stopped))
                .setRulesDigest(Digests.text(rulesDigest));
        if (!rulesAttached) {
            beat.setRules(List.copyOf(rules.values())).setLists(List.copyOf(lists.values()));
            rulesAttached = true;
        }
        return beat.build();
    }

    /** Enrols merchants and grants each 10 + rate, by the protocol: candidate, report, rate in force. */
    void grant(long time, double rate, String... merchants) {
        for (String merchant : merchants) {
            profiles.pipeInput(merchant, MerchantSamples.profile(merchant).build(), time);
        }
        newcomer().setCandidateRate(rate);
        beat(time);
        newcomer().setGrantRate(rate).setRatedBeat(number);
        beat(time);
    }

    /** The part of this programme in a merchant's last directive so far; forgets the directives before. */
    Boost lastBoost(String merchant) {
        Boost last = null;
        for (var record : directives.readKeyValuesToList()) {
            if (record.key.equals(merchant)) {
                last = record.value == null ? null : record.value.getBoosts().get(0);
            }
        }
        return last;
    }

    /** A boosted, viewable impression in a treatment bucket that gained rank. */
    Impression.Builder boosted(String directiveId, long time) {
        return impression(time)
                .setDirectiveId(directiveId)
                .setBaseRank(9)
                .setFinalRank(2)
                .setBucket(500);
    }

    Impression.Builder impression(long time) {
        return Impression.newBuilder()
                .setImpressionId("impression-" + impressionCount++)
                .setRequestId("request")
                .setItemId("item")
                .setSurface(Surface.FEED)
                .setPosition(2)
                .setViewable(true)
                .setBucket(-1)
                .setTime(time);
    }

    void show(String merchant, Impression.Builder impression) {
        impressions.pipeInput(merchant, impression.build(), impression.getTime());
    }

    void sell(String merchant, OrderLine.Builder line) {
        orders.pipeInput(merchant, line.build(), line.getTime());
    }

    /** A second task with what the first one stored, as after a restart, and the same pool. */
    MerchantFixture restarted() {
        return restarted(TopicKeys.NONE);
    }

    /** The same where the task may ask what compacted topics have. */
    MerchantFixture restarted(TopicKeys keys) {
        MerchantFixture next = restarted(keys, new StateFolder());
        try (KeyValueIterator<Bytes, byte[]> all = stored().all()) {
            all.forEachRemaining(entry -> next.stored().put(entry.key, entry.value));
        }
        return next;
    }

    /** A second task with what is in this folder, and the same pool. */
    MerchantFixture restarted(StateFolder disk) {
        return restarted(TopicKeys.NONE, disk);
    }

    private MerchantFixture restarted(TopicKeys keys, StateFolder disk) {
        MerchantFixture next = new MerchantFixture(AvroSerdes.inMemory(), 1, policy, keys, disk);
        next.rules.clear();
        next.rules.putAll(rules);
        next.lists.putAll(lists);
        next.plans.clear();
        plans.forEach((id, plan) -> next.plans.put(id, ProgrammeBeat.newBuilder(plan)));
        next.stopped.addAll(stopped);
        next.number = number;
        next.rulesDigest = rulesDigest;
        next.rulesAttached = rulesAttached;
        next.impressionCount = impressionCount;
        return next;
    }

    KeyValueStore<Bytes, byte[]> stored() {
        return ((TaskStore) driver.getStateStore(Names.TASK_STORE)).wrapped();
    }

    @Override
    public void close() {
        driver.close();
        folder.close();
    }
}
