package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.events.v1.OrderStatus;
import io.tributary.schemas.KeyPartition;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.topology.batch.MicroBatch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Producers whose partitioner is not murmur2 put a merchant's records where its others are not: each is told, none is counted. */
class MisroutedRecordsTest {
    private static final int PARTITIONS = 4;
    private static final List<String> HERE = merchants(true);
    private static final List<String> ELSEWHERE = merchants(false);

    private final MerchantFixture task = new MerchantFixture(AvroSerdes.inMemory(), PARTITIONS);

    @AfterEach
    void close() {
        task.close();
    }

    private static List<String> merchants(boolean here) {
        return IntStream.range(0, 40)
                .mapToObj(i -> "商户-" + i)
                .filter(id -> (KeyPartition.of(id, PARTITIONS) == 0) == here)
                .toList();
    }

    @Test
    void shouldTakeAllThatBelongHere() {
        HERE.forEach(this::sendOfEach);

        assertThat(HERE).hasSizeGreaterThan(3);
        assertThat(task.deadLetters.isEmpty()).isTrue();
        assertThat(task.beat(NOON + SECOND).getCounters().getMerchants()).isEqualTo(HERE.size());
    }

    @Test
    void shouldDeadLetterWhatBelongsElsewhereWithTheRemedyWhateverTheTopic() {
        sendOfEach(HERE.get(0));
        ELSEWHERE.forEach(this::sendOfEach);

        List<TestRecord<byte[], byte[]>> deadLetters = task.deadLetters.readRecordsToList();
        assertThat(deadLetters)
                .hasSize(ELSEWHERE.size() * 4)
                .allSatisfy(deadLetter -> assertThat(message(deadLetter))
                        .startsWith("key: belongs to partition ")
                        .contains("of 4, but came in 0", "partitioner=murmur2_random"));
        var counters = task.beat(NOON + SECOND).getCounters();
        assertThat(counters.getMerchants()).isEqualTo(1);
        assertThat(counters.getImpressions()).isEqualTo(1);
        assertThat(counters.getOrders()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldDeadLetterOnlyTheMisroutedOnesOfAMicroBatch(boolean ofOrders) {
        String here = HERE.get(0);
        String elsewhere = ELSEWHERE.get(0);
        List<ConsumerRecord<byte[], byte[]>> records = ofOrders
                ? List.of(
                        raw(
                                Topics.ORDERS,
                                here,
                                MerchantSamples.order("o1", OrderStatus.PAID, 1, NOON)
                                        .build(),
                                0),
                        raw(
                                Topics.ORDERS,
                                elsewhere,
                                MerchantSamples.order("o2", OrderStatus.PAID, 1, NOON)
                                        .build(),
                                1),
                        raw(
                                Topics.ORDERS,
                                here,
                                MerchantSamples.order("o3", OrderStatus.PAID, 1, NOON)
                                        .build(),
                                2))
                : List.of(
                        raw(Topics.IMPRESSIONS, here, task.impression(NOON).build(), 0),
                        raw(Topics.IMPRESSIONS, elsewhere, task.impression(NOON).build(), 1),
                        raw(Topics.IMPRESSIONS, here, task.impression(NOON).build(), 2));
        ConsumerRecord<byte[], byte[]> batch = MicroBatch.standIn(records);
        task.driver
                .createInputTopic(batch.topic(), new ByteArraySerializer(), new ByteArraySerializer())
                .pipeInput(new TestRecord<>(batch.key(), batch.value(), batch.headers(), Instant.ofEpochMilli(NOON)));

        List<TestRecord<byte[], byte[]>> deadLetters = task.deadLetters.readRecordsToList();
        assertThat(deadLetters).hasSize(1);
        assertThat(deadLetters.get(0).key()).isEqualTo(elsewhere.getBytes(StandardCharsets.UTF_8));
        assertThat(message(deadLetters.get(0))).contains("partitioner=murmur2_random");
        var counters = task.beat(NOON + SECOND).getCounters();
        assertThat(ofOrders ? counters.getOrders() : counters.getImpressions()).isEqualTo(2);
    }

    /** A profile and its withdrawal, an impression and an order. */
    private void sendOfEach(String merchant) {
        task.profiles.pipeInput(merchant, MerchantSamples.profile(merchant).build(), NOON);
        task.show(merchant, task.impression(NOON));
        task.sell(merchant, MerchantSamples.order("o-" + merchant, OrderStatus.PAID, 100, NOON));
        task.profiles.pipeInput(merchant, null, NOON);
    }

    private <T extends SpecificRecord> ConsumerRecord<byte[], byte[]> raw(
            Topic<T> topic, String key, T value, long offset) {
        byte[] bytes = task.serdes.of(topic).serializer().serialize(topic.name(), value);
        return new ConsumerRecord<>(topic.name(), 0, offset, key.getBytes(StandardCharsets.UTF_8), bytes);
    }

    private static String message(TestRecord<byte[], byte[]> deadLetter) {
        return new String(
                deadLetter.headers().lastHeader("__streams.errors.message").value(), StandardCharsets.UTF_8);
    }
}
