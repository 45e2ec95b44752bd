package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.directives.v1.BoostDirective;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderStatus;
import io.tributary.pool.v1.PoolReport;
import io.tributary.pool.v1.TaskCounters;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.schemas.serde.SerdeSettings;
import io.tributary.schemas.serde.UnreadableRecordException;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.ParsedSchema;
import io.tributary.schemas.shaded.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.tributary.topology.InvalidRecordException;
import io.tributary.topology.batch.MicroBatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Records that come in micro-batches are worked off as those that come one by one. */
class MerchantMicroBatchesTest {
    private static final byte[] GARBAGE = bytes("not a record");

    private final MerchantFixture task = new MerchantFixture();
    private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();

    @AfterEach
    void close() {
        task.close();
    }

    @Test
    void shouldCountEachRecordOfAMicroBatch() {
        task.grant(NOON, 90, "m1");
        String directive = task.lastBoost("m1").getDirectiveId();
        show("m1", task.boosted(directive, NOON + 1));
        show("m1", task.boosted(directive, NOON + 2));
        show("m2", task.impression(NOON + 3));
        pipe(Topics.IMPRESSIONS);
        add(
                Topics.ORDERS,
                "m1",
                MerchantSamples.order("o1", OrderStatus.PAID, 100, NOON + 4).build());
        add(
                Topics.ORDERS,
                "m2",
                MerchantSamples.order("o2", OrderStatus.PAID, 100, NOON + 5).build());
        pipe(Topics.ORDERS);

        PoolReport report = task.beat(NOON + SECOND);

        TaskCounters counters = report.getCounters();
        assertThat(counters.getImpressions()).isEqualTo(3);
        assertThat(counters.getCharged()).isEqualTo(2);
        assertThat(counters.getOrders()).isEqualTo(2);
        assertThat(task.deadLetters.isEmpty()).isTrue();
    }

    @Test
    void shouldSendADirectiveWithoutTheMicroBatchsHeaders() {
        task.grant(NOON, 0, "m1");
        String directive = task.lastBoost("m1").getDirectiveId();
        for (int i = 0; i < 10; i++) {
            show("m1", task.boosted(directive, NOON + i));
        }
        pipe(Topics.IMPRESSIONS);
        task.beat(NOON + SECOND);

        List<TestRecord<String, BoostDirective>> sent = task.directives.readRecordsToList();
        assertThat(sent).isNotEmpty();
        assertThat(sent)
                .allSatisfy(each -> assertThat(each.headers())
                        .extracting(Header::key)
                        .allMatch(name ->
                                name.startsWith("tributary.reason") || name.startsWith("tributary.explanation.")));
    }

    @Test
    void shouldRefuseSingleRecordsOfAMicroBatchAndCountTheOthers() {
        show("m1", task.impression(NOON));
        byte[] invalid = show("m1", task.impression(NOON).setBucket(5_000));
        add(Topics.IMPRESSIONS, bytes("m1"), GARBAGE);
        byte[] keyless = encode(Topics.IMPRESSIONS, task.impression(NOON).build());
        add(Topics.IMPRESSIONS, null, keyless);
        add(Topics.IMPRESSIONS, bytes("m1"), null);
        show("m1", task.impression(NOON));
        pipe(Topics.IMPRESSIONS);

        List<TestRecord<byte[], byte[]>> deadLetters = task.deadLetters.readRecordsToList();
        assertThat(deadLetters).extracting(TestRecord::value).containsExactly(invalid, GARBAGE, keyless, null);
        assertThat(deadLetters)
                .extracting(deadLetter -> header(deadLetter, "__streams.errors.offset"))
                .containsExactly("1", "2", "3", "4");
        assertThat(deadLetters)
                .extracting(deadLetter -> header(deadLetter, "__streams.errors.exception"))
                .containsExactly(
                        InvalidRecordException.class.getName(),
                        UnreadableRecordException.class.getName(),
                        InvalidRecordException.class.getName(),
                        InvalidRecordException.class.getName());
        assertThat(task.beat(NOON + SECOND).getCounters().getImpressions()).isEqualTo(2);
    }

    @Test
    void shouldSayInALetterWhereItsRecordCameFrom() {
        add(Topics.IMPRESSIONS, bytes("m1"), GARBAGE).headers().add("trace", bytes("17"));
        pipe(Topics.IMPRESSIONS);

        TestRecord<byte[], byte[]> deadLetter = task.deadLetters.readRecord();
        assertThat(deadLetter.key()).isEqualTo(bytes("m1"));
        assertThat(header(deadLetter, "trace")).isEqualTo("17");
        assertThat(header(deadLetter, "__streams.errors.topic")).isEqualTo("impressions");
        assertThat(header(deadLetter, "__streams.errors.partition")).isEqualTo("0");
        assertThat(header(deadLetter, "__streams.errors.message")).contains("first byte is 0x6e");
        assertThat(deadLetter.headers()).hasSize(6);
    }

    @Test
    void shouldStopWithoutALetterWhenTheRegistryIsAway() {
        byte[] ofUnknownSchema = {0, 0, 0, 0, 77, 1};
        AvroSerdes serdes = AvroSerdes.using(new AwayRegistry(), new SerdeSettings(true, Duration.ZERO));
        try (MerchantFixture other = new MerchantFixture(serdes)) {
            add(Topics.IMPRESSIONS, bytes("m1"), ofUnknownSchema);

            assertThatThrownBy(() -> pipe(other, Topics.IMPRESSIONS))
                    .isInstanceOf(StreamsException.class)
                    .hasRootCauseInstanceOf(IOException.class);
            assertThat(other.deadLetters.isEmpty()).isTrue();
        }
    }

    /** Takes schemas, but gives none. */
    private static final class AwayRegistry extends MockSchemaRegistryClient {
        @Override
        public ParsedSchema getSchemaById(int id) throws IOException {
            throw new IOException("refused");
        }
    }

    private byte[] show(String merchant, Impression.Builder impression) {
        return add(Topics.IMPRESSIONS, merchant, impression.build());
    }

    private <T extends SpecificRecord> byte[] add(Topic<T> topic, String key, T value) {
        return add(topic, bytes(key), encode(topic, value)).value();
    }

    private ConsumerRecord<byte[], byte[]> add(Topic<?> topic, byte[] key, byte[] value) {
        records.add(new ConsumerRecord<>(topic.name(), 0, records.size(), key, value));
        return records.get(records.size() - 1);
    }

    private <T extends SpecificRecord> byte[] encode(Topic<T> topic, T value) {
        return task.serdes.of(topic).serializer().serialize(topic.name(), value);
    }

    private void pipe(Topic<?> topic) {
        pipe(task, topic);
    }

    /** What was added, as one record. */
    private void pipe(MerchantFixture to, Topic<?> topic) {
        ConsumerRecord<byte[], byte[]> batch = MicroBatch.standIn(List.copyOf(records));
        records.clear();
        to.driver
                .createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(batch.key(), batch.value(), batch.headers(), Instant.ofEpochMilli(NOON)));
    }

    private static String header(TestRecord<?, ?> deadLetter, String name) {
        Header header = deadLetter.headers().lastHeader(name);
        return new String(header.value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
