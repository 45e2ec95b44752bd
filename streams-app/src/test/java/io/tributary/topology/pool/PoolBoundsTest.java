package io.tributary.topology.pool;

import static io.tributary.topology.pool.PoolFixture.DAWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.app.run.InvalidRecordHandler;
import io.tributary.app.run.UnreadableRecordHandler;
import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.PoolReport;
import io.tributary.programmes.v1.Clause;
import io.tributary.programmes.v1.Control;
import io.tributary.programmes.v1.ControlKind;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.ReferenceList;
import io.tributary.programmes.v1.UnknownPolicy;
import io.tributary.schemas.ListKey;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.bounds.RecordBounds;
import io.tributary.schemas.bounds.RuleSizes;
import io.tributary.topology.BeatParts;
import io.tributary.topology.Extremes;
import io.tributary.topology.ListSamples;
import io.tributary.topology.merchant.MerchantRecords;
import io.tributary.topology.rules.ListParts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.junit.jupiter.api.Test;

/** Whatever the pool is given, it refuses it or goes on with it: each second brings a beat that merchant tasks and brokers take. */
class PoolBoundsTest {
    private static final int MOST_OF_A_RECORD = 1_000_000;

    private PoolFixture pool = open();
    private TestOutputTopic<byte[], byte[]> deadLetters = deadLetters(pool);
    private Beat last;

    private static PoolFixture open() {
        return new PoolFixture(false, config -> {
            config.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.DEAD_LETTERS.name());
            config.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, UnreadableRecordHandler.class);
            config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, InvalidRecordHandler.class);
        });
    }

    private static TestOutputTopic<byte[], byte[]> deadLetters(PoolFixture pool) {
        return pool.driver.createOutputTopic(
                Topics.DEAD_LETTERS.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    private void fresh() {
        pool.close();
        pool = open();
        deadLetters = deadLetters(pool);
        last = null;
    }

    @org.junit.jupiter.api.AfterEach
    @net.jqwik.api.lifecycle.AfterProperty
    void close() {
        pool.close();
    }

    @Property(tries = 60)
    void shouldGoOnWhateverItIsGiven(@ForAll long seed) {
        fresh();
        Random random = new Random(seed);
        Extremes extremes = new Extremes(random);
        for (int second = 0; second < 25; second++) {
            for (int records = random.nextInt(6); records > 0; records--) {
                give(random, extremes);
            }
            tick();
        }
        assertThat(last.getNumber()).isGreaterThanOrEqualTo(25);
    }

    private void give(Random random, Extremes extremes) {
        switch (random.nextInt(5)) {
            case 0 -> {
                Programme programme = extremes.of(programme("p" + random.nextInt(3), 1 + random.nextInt(30))
                        .build());
                send(Topics.PROGRAMMES, programme.getProgrammeId(), programme);
            }
            case 1 -> {
                ReferenceList list = extremes.of(
                        ListSamples.list("l" + random.nextInt(3), 1 + random.nextInt(30), List.of("a", "b")));
                send(Topics.REFERENCE_LISTS, ListKey.of(list), list);
            }
            case 2 -> {
                Control control = extremes.of(new Control("merchant:m", ControlKind.STOP, "why", DAWN));
                send(Topics.CONTROLS, control.getScope(), control);
            }
            default -> {
                if (last != null) {
                    send(Topics.POOL_REPORTS, "0", extremes.of(report(random.nextInt(PoolFixture.TASKS))));
                }
            }
        }
    }

    private static Programme.Builder programme(String id, int version) {
        return PoolFixture.programme(id, version)
                .setRelevanceBudget(0.01)
                .setEligibility(List.of(new Clause(
                        "small",
                        "merchant.sizeClass in ['MICRO', 'SMALL']",
                        new io.tributary.common.v1.LocalizedText("小微商家", "Small firms"),
                        UnknownPolicy.NOT_MET,
                        0L)));
    }

    private PoolReport report(int task) {
        return PoolFixture.report(last, task, 5);
    }

    private <T extends SpecificRecord> void send(Topic<T> topic, String key, T value) {
        pool.driver
                .createInputTopic(
                        topic.name(),
                        new StringSerializer(),
                        pool.serdes.of(topic).serializer())
                .pipeInput(key, value);
    }

    /** The next beat: one that merchant tasks take and that fits into a record. */
    private Beat tick() {
        last = pool.tick();
        RecordBounds.check(last);
        assertThat(MerchantRecords.terms(last, 0)).isNotNull();
        try {
            assertThat(Beat.getEncoder().encode(last).remaining()).isLessThan(MOST_OF_A_RECORD);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return last;
    }

    @Test
    void shouldRefuseAListThatNoRecordOfABeatTakes() {
        list("first", 40_000);
        assertRefused("first@1", "publish it with `tributary lists apply`");
        assertThat(tick().getLists()).isEmpty();
    }

    @Test
    void shouldSendListsBeforeTheBeatThatOneRecordDoesNotTake() {
        list("first", 20_000);
        list("second", 20_000);
        List<Beat> records = pool.tickRecords();
        assertThat(records).hasSize(2);
        assertThat(records.get(0).getRulesPart()).isEqualTo(1);
        assertThat(records.get(0).getLists()).extracting(ReferenceList::getName).containsExactly("first");
        assertThat(records.get(1).getRulesPart()).isZero();
        assertThat(records.get(1).getRulesParts()).isEqualTo(1);
        assertThat(records.get(1).getNumber()).isEqualTo(records.get(0).getNumber());
        BeatParts parts = new BeatParts();
        assertThat(parts.join(records.get(1)).getRules()).as("a part lacks").isNull();
        parts.add(records.get(0));
        assertThat(parts.join(records.get(1)).getLists())
                .extracting(ReferenceList::getName)
                .containsExactly("first", "second");
    }

    @Test
    void shouldTakeAListInPartsWhenAllAreThere() {
        List<ReferenceList> parts = ListParts.split(ListSamples.list(
                "large",
                1,
                IntStream.range(0, 50_000).mapToObj(i -> "county-" + i).toList()));
        assertThat(parts).hasSizeGreaterThan(1);
        parts.stream().skip(1).forEach(part -> send(Topics.REFERENCE_LISTS, ListKey.of(part), part));
        assertThat(tick().getLists()).isEmpty();
        send(Topics.REFERENCE_LISTS, ListKey.of(parts.get(0)), parts.get(0));
        List<ReferenceList> sent = pool.tickRecords().stream()
                .flatMap(record -> record.getLists().stream())
                .toList();
        assertThat(ListParts.joinAll(sent))
                .singleElement()
                .satisfies(list -> assertThat(list.getEntries()).hasSize(50_000));
    }

    private void list(String name, int entries) {
        List<String> all = IntStream.range(0, entries)
                .mapToObj(i -> String.format("county-%07d", i))
                .toList();
        send(Topics.REFERENCE_LISTS, name + "@1", ListSamples.list(name, 1, all));
    }

    @Test
    void shouldRefuseMoreRulesThanABeatTakes() {
        for (int i = 0; i < RuleSizes.MOST_PROGRAMMES; i++) {
            pool.apply(PoolFixture.programme("p" + i, 1).build());
        }
        assertThat(deadLetters.isEmpty()).isTrue();
        pool.apply(PoolFixture.programme("one-more", 1).build());
        assertRefused("one-more", "must be at most 128");
        pool.apply(PoolFixture.programme("p0", 2).build());
        assertThat(deadLetters.isEmpty()).isTrue();

        for (int i = 0; i <= RuleSizes.MOST_STOPS; i++) {
            pool.stop("merchant:" + i);
        }
        assertRefused("merchant:1000", "one more than the 1000");
        pool.stop("ALL");
        pool.stop("surface:LIVE");
        assertThat(deadLetters.isEmpty()).isTrue();
        assertThat(tick().getStopped()).contains("ALL", "surface:LIVE", "merchant:999");
    }

    @Test
    void shouldRefuseClausesThatCostTooMuch() {
        clauses("true || " + "(".repeat(200) + "true" + ")".repeat(200));
        clauses("x".repeat(2_001));
        clauses("1 == " + "1 + ".repeat(400) + "1" + " ".repeat(500));
        Programme many = programme("many", 1).build();
        many.setEligibility(new ArrayList<>(
                java.util.Collections.nCopies(33, many.getEligibility().get(0))));
        pool.apply(many);
        assertRefused("many", "eligibility: has 33 entries");
        tick();
    }

    private void clauses(String expression) {
        Programme programme = programme("deep", 1).build();
        programme.getEligibility().get(0).setExpression(expression);
        pool.apply(programme);
        assertRefused("deep", "eligibility");
    }

    @Test
    void shouldRefuseReportsOfBeatsThatWereNeverSent() {
        tick();
        PoolReport ahead = PoolFixture.report(last, 0, 5);
        ahead.setBeat(1_000_000_000_000_000L);
        send(Topics.POOL_REPORTS, "0", ahead);
        assertRefused("0", "beat: is 1000000000000000");
        PoolReport later = PoolFixture.report(last, 0, 5);
        later.setTime(DAWN + 30 * 86_400_000L);
        send(Topics.POOL_REPORTS, "0", later);
        assertRefused("0", "time: is ");
        assertThat(tick().getNumber()).isEqualTo(2);
    }

    @Test
    void shouldRefuseKeysThatAreNoText() {
        pool.driver
                .createInputTopic("programmes", new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new byte[] {(byte) 0xff}, new byte[0]);
        assertThat(deadLetters.readRecord().headers().toArray())
                .extracting(each -> new String(each.value(), StandardCharsets.UTF_8))
                .anySatisfy(header -> assertThat(header).contains("not UTF-8"));
    }

    private void assertRefused(String key, String reason) {
        assertThat(deadLetters.isEmpty()).as("a dead letter for %s", reason).isFalse();
        var deadLetter = deadLetters.readRecord();
        assertThat(new String(deadLetter.key(), StandardCharsets.UTF_8)).isEqualTo(key);
        assertThat(deadLetter.headers().toArray())
                .extracting(Header::value)
                .extracting(value -> new String(value, StandardCharsets.UTF_8))
                .anySatisfy(header -> assertThat(header).contains(reason));
    }
}
