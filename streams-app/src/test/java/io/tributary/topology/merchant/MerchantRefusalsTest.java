package io.tributary.topology.merchant;

import static io.tributary.topology.merchant.MerchantFixture.DAWN;
import static io.tributary.topology.merchant.MerchantFixture.DAY;
import static io.tributary.topology.merchant.MerchantFixture.NOON;
import static io.tributary.topology.merchant.MerchantFixture.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.directives.v1.Boost;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;
import io.tributary.events.v1.OrderStatus;
import io.tributary.pool.v1.Beat;
import io.tributary.pool.v1.PoolReport;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be read or used gets a dead letter, leaves no trace and holds nothing up. */
class MerchantRefusalsTest {
    private static final byte[] GARBAGE = "not a record".getBytes(StandardCharsets.UTF_8);

    private final MerchantFixture task = new MerchantFixture();

    @AfterEach
    void close() {
        task.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"impressions", "orders", "merchants", "beats"})
    void shouldDeadLetterGarbageAndGoOn(String topic) {
        var raw = task.driver.createInputTopic(topic, new ByteArraySerializer(), new ByteArraySerializer());
        raw.pipeInput("m1".getBytes(StandardCharsets.UTF_8), GARBAGE);

        assertThat(task.deadLetters.readRecord().value()).isEqualTo(GARBAGE);
        task.show("m1", task.impression(NOON));
        assertThat(task.beat(NOON + SECOND).getCounters().getImpressions()).isEqualTo(1);
    }

    @Test
    void shouldRefuseImpressionsThatCannotBeCounted() {
        task.grant(NOON, 90, "m1");
        task.show("m1", task.impression(NOON));

        refuse("m1", task.impression(NOON).setBucket(5_000), "bucket: is 5000");
        refuse("m1", task.impression(NOON).setBucket(-2), "bucket: is -2");
        refuse("m1", task.impression(NOON).setImpressionId(""), "impressionId: is empty");
        refuse("m1", task.impression(NOON + 3 * DAY), "time: is ");
        refuse("m1", task.impression(0), "time: is 0");
        refuse("m1", task.impression(-5), "time: is -5");
        refuse(
                "m1",
                task.impression(Long.MAX_VALUE),
                "time: is 9223372036854775807, must be epoch milliseconds UTC, 946684800000 to ");
        refuse("", task.impression(NOON), "key: is missing");
        refuse(null, task.impression(NOON), "key: is missing");
        refuse("m1\u0000i0", task.impression(NOON), "NUL");
        refuse("\u0000", task.impression(NOON), "NUL");
    }

    @Test
    void shouldRefuseMicrosecondsBeforeItKnowsAnyTime() {
        task.show("m1", task.impression(NOON * 1_000));
        assertThat(task.deadLetters.readRecordsToList()).hasSize(1);

        task.show("m1", task.impression(NOON));
        assertThat(task.beat(NOON + SECOND).getCounters().getImpressions()).isEqualTo(1);
    }

    @Test
    void shouldRefuseOrdersThatCannotBeCounted() {
        task.grant(NOON, 90, "m1");

        refuse(order().setAmount(-1), "amount: is -1");
        refuse(order().setQuantity(0), "quantity: is 0");
        refuse(order().setCurrency("¥"), "currency: is ¥");
        refuse(order().setOrderId(""), "orderId: is empty");
        refuse(order().setLineId(""), "lineId: is empty");
        refuse(order().setTime(NOON + 3 * DAY), "time: is ");
        OrderLine.Builder credited = order();
        credited.getAttribution().setBucket(1_000);
        refuse(credited, "bucket: is 1000");
    }

    @Test
    void shouldIgnoreAStatusItDoesNotKnow() {
        task.sell("m1", order().setStatus(OrderStatus.UNKNOWN));
        assertThat(task.deadLetters.isEmpty()).isTrue();
        assertThat(task.beat(NOON).getCounters().getOrders()).isZero();
    }

    @Test
    void shouldRefuseATombstoneOfAnythingButAProfile() {
        task.impressions.pipeInput("m1", null);
        task.orders.pipeInput("m1", null);
        task.beats.pipeInput("0", null);
        assertThat(task.deadLetters.readRecordsToList()).hasSize(3);
    }

    @Test
    void shouldNotAnswerAnOlderBeatNorTakeItsRules() {
        Beat first = task.nextBeat(NOON);
        task.beats.pipeInput("0", first);
        assertThat(task.reports.readValue().getRulesDigest()).isEqualTo(first.getRulesDigest());
        task.put(MerchantSamples.programme("newcomer", 2).setFloor(20).build());
        task.grant(NOON + SECOND, 90, "m1");
        Boost boost = task.lastBoost("m1");

        task.beats.pipeInput("0", first);

        assertThat(task.reports.isEmpty()).isTrue();
        assertThat(task.directives.isEmpty()).isTrue();
        try (MerchantFixture next = task.restarted()) {
            PoolReport report = next.beat(NOON + 2 * SECOND);
            assertThat(report.getRulesDigest()).isNotEqualTo(first.getRulesDigest());
            assertThat(report.getProgrammes().get(0).getGranted()).isEqualTo(boost.getRemaining());
        }
    }

    @Test
    void shouldRefuseABeatWithRulesThatDoNotCompileAndKeepTheOldOnes() {
        task.grant(NOON, 90, "m1");
        var broken = MerchantSamples.programme("newcomer", 2).build();
        broken.getEligibility().get(0).setExpression("merchant.");
        task.put(broken);
        assertThat(task.beat(NOON + SECOND)).isNull();
        assertThat(task.deadLetters.isEmpty()).isFalse();

        task.put(MerchantSamples.programme("newcomer", 3).build());
        assertThat(task.beat(NOON + 2 * SECOND).getProgrammes().get(0).getGranted())
                .isEqualTo(100);
    }

    private static OrderLine.Builder order() {
        return MerchantSamples.order("o1", OrderStatus.PAID, 100, NOON);
    }

    private void refuse(OrderLine.Builder line, String reason) {
        Map<String, Bytes> before = stored();
        task.orders.pipeInput("m1", line.build(), DAWN);
        assertRefused(before, reason);
    }

    private void refuse(String key, Impression.Builder impression, String reason) {
        Map<String, Bytes> before = stored();
        task.impressions.pipeInput(key, impression.build(), DAWN);
        assertRefused(before, reason);
    }

    private void assertRefused(Map<String, Bytes> before, String reason) {
        assertThat(task.deadLetters.isEmpty())
                .as("a dead letter for %s", reason)
                .isFalse();
        TestRecord<byte[], byte[]> deadLetter = task.deadLetters.readRecord();
        assertThat(deadLetter.value()).isNotEmpty();
        assertThat(deadLetter.headers().toArray())
                .extracting(Header::value)
                .anySatisfy(value ->
                        assertThat(new String(value, StandardCharsets.UTF_8)).contains(reason));
        assertThat(stored()).isEqualTo(before);
    }

    /** All that is stored; live objects are written at every commit, and the driver commits after every record. */
    private Map<String, Bytes> stored() {
        Map<String, Bytes> all = new HashMap<>();
        try (KeyValueIterator<Bytes, byte[]> records = task.stored().all()) {
            records.forEachRemaining(record -> all.put(record.key.toString(), Bytes.wrap(record.value)));
        }
        return all;
    }
}
