package io.tributary.topology.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.common.v1.BucketRange;
import io.tributary.common.v1.LocalizedText;
import io.tributary.common.v1.Surface;
import io.tributary.domain.grant.GrantRule;
import io.tributary.domain.pool.BrokerClock;
import io.tributary.domain.pool.PoolPolicy;
import io.tributary.metrics.v1.ProgrammeMetric;
import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.PoolReport;
import io.tributary.pool.v1.ProgrammeBeat;
import io.tributary.pool.v1.ProgrammeReport;
import io.tributary.pool.v1.SurfaceTraffic;
import io.tributary.pool.v1.TaskCounters;
import io.tributary.programmes.v1.Control;
import io.tributary.programmes.v1.ControlKind;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.schemas.TopicNames;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.topology.InvalidRecordException;
import io.tributary.topology.PortableNumbers;
import io.tributary.topology.TopologyObserver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** A pool of two merchant tasks under test. */
final class PoolFixture implements AutoCloseable {
    static final long DAWN = Instant.parse("2026-03-01T16:00:00Z").toEpochMilli(); // midnight in Shanghai
    static final int TASKS = 2;
    /** When the clock that only goes forward shows {@link #DAWN}. */
    static final long BEGUN = 77;

    static final PoolPolicy POLICY = new PoolPolicy(TASKS, 1_000, false, 300_000);

    final AtomicLong steady = new AtomicLong(BEGUN);
    final TopologyTestDriver driver;
    final AvroSerdes serdes;
    final TestInputTopic<String, Programme> programmes;
    final TestInputTopic<String, ReferenceList> lists;
    final TestInputTopic<String, Control> controls;
    final TestInputTopic<String, PoolReport> reports;
    final TestOutputTopic<String, Beat> beats;
    final TestOutputTopic<String, ProgrammeMetric> metrics;

    PoolFixture(boolean eventClock) {
        this(eventClock, TopicNames.PLAIN);
    }

    PoolFixture(boolean eventClock, TopicNames names) {
        this(eventClock, names, now -> Optional.of(new BrokerClock.Answer(now, null)), config -> {});
    }

    PoolFixture(boolean eventClock, Consumer<Properties> more) {
        this(eventClock, TopicNames.PLAIN, now -> Optional.of(new BrokerClock.Answer(now, null)), more);
    }

    /** A pool of brokers that give their time. */
    PoolFixture(LongFunction<Optional<BrokerClock.Answer>> brokers) {
        this(false, TopicNames.PLAIN, brokers, config -> {});
    }

    private PoolFixture(
            boolean eventClock,
            TopicNames names,
            LongFunction<Optional<BrokerClock.Answer>> brokers,
            Consumer<Properties> more) {
        Properties config = new Properties();
        more.accept(config);
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "pool-test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        serdes = AvroSerdes.inMemory(names);
        PoolPolicy policy = eventClock ? new PoolPolicy(TASKS, 1_000, true, 300_000) : POLICY;
        driver = new TopologyTestDriver(
                PoolTopology.build(policy, serdes, TopologyObserver.NONE, new Brokers(steady::get, brokers)),
                config,
                Instant.ofEpochMilli(DAWN));
        StringSerializer keys = new StringSerializer();
        programmes = driver.createInputTopic(
                names.of(Topics.PROGRAMMES), keys, serdes.of(Topics.PROGRAMMES).serializer());
        lists = driver.createInputTopic(
                names.of(Topics.REFERENCE_LISTS),
                keys,
                serdes.of(Topics.REFERENCE_LISTS).serializer());
        controls = driver.createInputTopic(
                names.of(Topics.CONTROLS), keys, serdes.of(Topics.CONTROLS).serializer());
        reports = driver.createInputTopic(
                names.of(Topics.POOL_REPORTS),
                keys,
                serdes.of(Topics.POOL_REPORTS).serializer());
        beats = driver.createOutputTopic(
                names.of(Topics.BEATS),
                new StringDeserializer(),
                PortableNumbers.checked(serdes.of(Topics.BEATS).deserializer()));
        metrics = driver.createOutputTopic(
                names.of(Topics.PROGRAMME_METRICS),
                new StringDeserializer(),
                PortableNumbers.checked(serdes.of(Topics.PROGRAMME_METRICS).deserializer()));
    }

    /** What a test lets brokers answer, by a clock that only goes forward as the test's does. */
    private record Brokers(LongSupplier clock, LongFunction<Optional<Answer>> answers) implements BrokerClock {
        @Override
        public long steady() {
            return clock.getAsLong();
        }

        @Override
        public Optional<Answer> answer() {
            return answers.apply(steady());
        }
    }

    /** Lets time pass, by the wall and by the clock that only goes forward. */
    void pass(Duration time) {
        steady.addAndGet(time.toMillis());
        driver.advanceWallClockTime(time);
    }

    /** Lets a second pass and returns the beat it brings. */
    Beat tick() {
        pass(Duration.ofSeconds(1));
        return beats.readValue();
    }

    /** Lets a second pass and returns all records of the beat it brings. */
    List<Beat> tickRecords() {
        pass(Duration.ofSeconds(1));
        return beats.readValuesToList();
    }

    void apply(Programme programme) {
        programmes.pipeInput(programme.getProgrammeId(), programme);
    }

    void stop(String scope) {
        controls.pipeInput(scope, new Control(scope, ControlKind.STOP, "test", DAWN));
    }

    void clock(long time) {
        controls.pipeInput("CLOCK", new Control("CLOCK", ControlKind.CLOCK, null, time));
    }

    /** Spent of merchants that left, at each task. */
    long committed;

    /** Every task answers a beat, each with so many members of weight 1, a floor of 10 and a cap of 1000. */
    void answer(Beat beat, int members) {
        for (int task = 0; task < TASKS; task++) {
            answer(beat, task, members);
        }
    }

    void answer(Beat beat, int task, int members) {
        PoolReport report = report(beat, task, members);
        report.getProgrammes().forEach(part -> part.setCommitted(committed));
        reports.pipeInput(Integer.toString(task), report);
    }

    static PoolReport report(Beat beat, int task, int members) {
        List<ProgrammeReport> parts = new ArrayList<>();
        beat.getProgrammes().forEach(programme -> parts.add(part(programme, members)));
        return PoolReport.newBuilder()
                .setTask(task)
                .setBeat(beat.getNumber())
                .setTime(beat.getTime())
                .setWatermark(beat.getTime())
                .setRulesDigest(beat.getRulesDigest())
                .setDelayMillis(0)
                .setProgrammes(parts)
                .setTraffic(List.of(new SurfaceTraffic(Surface.FEED, beat.getNumber() * 100)))
                .setCounters(TaskCounters.newBuilder().build())
                .build();
    }

    private static ProgrammeReport part(ProgrammeBeat beat, int members) {
        long grant = GrantRule.grant(beat.getCandidateRate(), beat.getCandidateFloorScale(), 10, 1, 1_000);
        long inForce = GrantRule.grant(beat.getGrantRate(), beat.getFloorScale(), 10, 1, 1_000);
        return ProgrammeReport.newBuilder()
                .setProgrammeId(beat.getProgrammeId())
                .setPeriodStart(beat.getPeriodStart())
                .setMembers(members)
                .setFloors(10.0 * members)
                .setCandidateRate(beat.getCandidateRate())
                .setCandidateFloorScale(beat.getCandidateFloorScale())
                .setCandidateSum(grant * members)
                .setFreeWeight(grant < 1_000 ? members : 0)
                .setGranted(inForce * members)
                .setSpent(inForce * members / 10)
                .setInFlight(0)
                .setCommitted(0)
                .setSuspended(1)
                .setDueGrants((double) inForce * members)
                .setDirected(members)
                .setTreatmentExposures(3)
                .setTreatmentTotal(30)
                .setHoldoutExposures(1)
                .setHoldoutTotal(10)
                .setTreatmentOrders(2)
                .setHoldoutOrders(1)
                .build();
    }

    static Programme.Builder programme(String id, int version) {
        return Programme.newBuilder()
                .setProgrammeId(id)
                .setVersion(version)
                .setName(new LocalizedText("新商家", "Newcomers"))
                .setStartsAt(DAWN - 86_400_000)
                .setPool(10_000)
                .setFloor(10)
                .setCap(1_000)
                .setMaxMultiplier(3)
                .setSurfaces(List.of(Surface.FEED))
                .setHoldout(new BucketRange(0, 50))
                .setEligibility(List.of());
    }

    @Override
    public void close() {
        driver.close();
    }

    /** What a pool that starts in this context says first: it asks for the brokers' time, and is told that they give none. */
    static Beat firstBeat(MockProcessorContext<String, SpecificRecord> context, long time) {
        AtomicBoolean answered = new AtomicBoolean();
        Brokers brokers = new Brokers(
                () -> BEGUN, now -> answered.get() ? Optional.of(new BrokerClock.Answer(now, null)) : Optional.empty());
        PoolProcessor started = new PoolProcessor(POLICY, TopologyObserver.NONE, TopicNames.PLAIN, brokers);
        started.init(context);
        context.setCurrentSystemTimeMs(time);
        context.scheduledPunctuators().get(0).getPunctuator().punctuate(time);
        assertThat(context.forwarded()).hasSize(1);
        assertThat(context.forwarded().get(0).childName()).contains(PoolTopology.CONTROLS_SINK);
        context.setRecordMetadata(Topics.CONTROLS.name(), 0, 0);
        answered.set(true);
        started.process(new Record<>("CLOCK", null, 0));
        return context.forwarded().stream()
                .map(sent -> sent.record().value())
                .filter(Beat.class::isInstance)
                .map(Beat.class::cast)
                .findFirst()
                .orElseThrow();
    }

    static ProgrammeBeat only(Beat beat) {
        assertThat(beat.getProgrammes()).hasSize(1);
        return beat.getProgrammes().get(0);
    }

    static void assertRefused(Runnable input, String mentioned) {
        assertThatThrownBy(input::run)
                .satisfies(thrown -> assertThat(refusal(thrown)).hasMessageContaining(mentioned));
    }

    private static Throwable refusal(Throwable thrown) {
        Throwable cause = thrown;
        while (cause != null && !(cause instanceof InvalidRecordException)) {
            cause = cause.getCause();
        }
        assertThat(cause).as("an InvalidRecordException in %s", thrown).isNotNull();
        return cause;
    }
}
