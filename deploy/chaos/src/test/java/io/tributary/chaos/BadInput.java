package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.common.v1.LocalizedText;
import io.tributary.demo.street.Street;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;
import io.tributary.feedback.v1.CaseAction;
import io.tributary.feedback.v1.CaseKind;
import io.tributary.feedback.v1.Feedback;
import io.tributary.programmes.v1.Clause;
import io.tributary.programmes.v1.Control;
import io.tributary.programmes.v1.ControlKind;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.UnknownPolicy;
import io.tributary.schemas.KeyPartition;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.testkit.Cluster;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends bad records of every kind, and knows the dead letter that each must get. */
final class BadInput implements AutoCloseable {
    static final String MUST_BE_OPENED = "must be OPENED first";
    private static final long DAY_MILLIS = 86_400_000;
    private static final List<String> HEADERS = List.of(
            "__streams.errors.exception",
            "__streams.errors.message",
            "__streams.errors.topic",
            "__streams.errors.partition",
            "__streams.errors.offset");

    private final List<Bad> sent = new ArrayList<>();
    private final List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
    private final Cluster cluster;
    private final AvroSerdes serdes;
    private final long now;
    private final KafkaProducer<byte[], byte[]> producer;

    /** @param says what the message of its dead letter must contain */
    private record Bad(String topic, String key, String value, String says) {}

    /** @param now timestamp of the records, epoch milliseconds */
    BadInput(Cluster cluster, long now) {
        this.cluster = cluster;
        this.serdes = cluster.serdes();
        this.now = now;
        this.producer = new KafkaProducer<>(
                // What is huge passes a broker when it is compressed on its way.
                Map.of(
                        "bootstrap.servers",
                        cluster.bootstrapServers(),
                        "compression.type",
                        "gzip",
                        "max.request.size",
                        4_000_000),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    void flush() {
        producer.flush();
    }

    /** Waits until all is on the brokers. */
    void awaitSent(Duration atMost) {
        assertThat(acknowledgements).allSatisfy(each -> assertThat(each).succeedsWithin(atMost));
    }

    /** The merchant of the step of a case that is refused as long as the case was not opened. */
    String earlyFeedback() {
        return sent.stream()
                .filter(each -> each.says.equals(MUST_BE_OPENED))
                .findFirst()
                .orElseThrow()
                .key;
    }

    /** Clients that give a record no timestamp have it stored with -1. It is as good as any: what happened when is in the record. */
    void withoutTimestamp(long time) {
        for (int i = 0; i < 2; i++) {
            byte[] key = Street.merchant(i).getBytes(StandardCharsets.UTF_8);
            byte[] value = encode(
                    Topics.IMPRESSIONS, Samples.impression("no-time-" + i, time).build());
            acknowledgements.add(producer.send(new ProducerRecord<>(Topics.IMPRESSIONS.name(), key, value) {
                @Override
                public Long timestamp() {
                    return -1L;
                }
            }));
        }
    }

    /** Bad records of every kind but those of {@link #onTopicsOfTheService}. */
    void sendEverything(long time) {
        unreadable(time);
        keys(time);
        impressions(time);
        orders(time);
        rules(time);
        feedback(time);
    }

    private void unreadable(long time) {
        byte[] good = encode(Topics.IMPRESSIONS, Samples.impression("cut", time).build());
        byte[] large = new byte[1_000_000];
        Arrays.fill(large, (byte) 'x');
        byte[] unknown = good.clone();
        unknown[1] = 0x7f;
        for (Topic<?> topic : List.of(Topics.IMPRESSIONS, Topics.ORDERS, Topics.MERCHANTS, Topics.PROGRAMMES)) {
            bad(topic, "m001", "garbage".getBytes(StandardCharsets.UTF_8), "first byte is 0x67");
            bad(topic, "m001", new byte[0], "too few");
            bad(topic, "m001", unknown, "no schema with id");
        }
        bad(Topics.CONTROLS, "merchant:m999", "garbage".getBytes(StandardCharsets.UTF_8), "first byte is 0x67");
        bad(Topics.IMPRESSIONS, "m001", Arrays.copyOf(good, good.length - 3), "do not fit");
        bad(Topics.IMPRESSIONS, "m001", Arrays.copyOf(good, good.length + 3), "left after the last field");
        bad(Topics.IMPRESSIONS, "m001", Arrays.copyOf(good, 5), "do not fit");
        bad(Topics.IMPRESSIONS, "m001", large, "first byte is 0x78");
    }

    private void keys(long time) {
        byte[] good = encode(
                Topics.IMPRESSIONS, Samples.impression("without-key", time).build());
        bad(Topics.IMPRESSIONS, null, good, "key");
        bad(Topics.IMPRESSIONS, "", good, "key");
        bad(Topics.IMPRESSIONS, "k".repeat(2_500_000), good, "key");
        bad(Topics.IMPRESSIONS, "m\u0000", good, "NUL");
        bad(Topics.IMPRESSIONS, "m001", null, "value");
        bad(Topics.ORDERS, "m001", null, "value");
        bad(Topics.ORDERS, null, encode(Topics.ORDERS, Samples.order("o", time).build()), "key");
        bad(Topics.MERCHANTS, "", null, "key");
    }

    private void impressions(long time) {
        bad(Samples.impression("", time), "impressionId");
        bad(Samples.impression("b1", time).setBucket(5_000), "bucket");
        bad(Samples.impression("b2", time).setBucket(-2), "bucket");
        bad(Samples.impression("t1", time + 30 * DAY_MILLIS), "time");
        bad(Samples.impression("t2", -1), "time");
        bad(Samples.impression("t3", Long.MAX_VALUE), "time");
    }

    private void orders(long time) {
        bad(Samples.order("o", time).setAmount(-1), "amount");
        bad(Samples.order("o", time).setQuantity(0), "quantity");
        bad(Samples.order("o", time).setCurrency("yuan"), "currency");
        bad(Samples.order("o", time).setOrderId(""), "orderId");
        bad(Samples.order("o", time + 30 * DAY_MILLIS), "time");
    }

    private void rules(long time) {
        bad(programme(programme -> programme.setPool(0)), "pool");
        bad(programme(programme -> programme.setTimeZone("Mars/Olympus")), "Mars/Olympus");
        bad(programme(programme -> programme.setPeriodMinutes(7)), "period");
        bad(programme(programme -> programme.setEligibility(List.of(clause("merchant.tags contains")))), "tagged");
        bad(programme(programme -> programme.setEligibility(List.of(clause("merchant.violations + 1")))), "tagged");
        bad(Topics.PROGRAMMES, "other", encode(Topics.PROGRAMMES, Street.farm(1000, 100)), "key");
        control(new Control("CLOCK", ControlKind.CLOCK, null, time - 1), "back");
        control(new Control("everything", ControlKind.STOP, null, time), "everything");
        control(new Control("surface:RADIO", ControlKind.STOP, null, time), "RADIO");
    }

    private void feedback(long time) {
        bad(Topics.FEEDBACK, "m001", "garbage".getBytes(StandardCharsets.UTF_8), "first byte is 0x67");
        Feedback unknown = Feedback.newBuilder()
                .setCaseId("c1")
                .setKind(CaseKind.APPEAL)
                .setAction(CaseAction.HUMAN_REQUESTED)
                .setTime(time)
                .build();
        // It is refused for what it says only where it belongs.
        String here = IntStream.range(0, 10)
                .mapToObj(Street::merchant)
                .filter(merchant -> KeyPartition.of(merchant.getBytes(StandardCharsets.UTF_8), 2) == 0)
                .findFirst()
                .orElseThrow();
        bad(Topics.FEEDBACK, here, encode(Topics.FEEDBACK, unknown), MUST_BE_OPENED);
    }

    private static Programme programme(Consumer<Programme> change) {
        Programme programme = Street.farm(1000, 100);
        change.accept(programme);
        return programme;
    }

    private static Clause clause(String expression) {
        return new Clause("tagged", expression, new LocalizedText("无", "None."), UnknownPolicy.NOT_MET, 0L);
    }

    private void bad(Impression.Builder impression, String says) {
        bad(Topics.IMPRESSIONS, "m001", encode(Topics.IMPRESSIONS, impression.build()), says);
    }

    private void bad(OrderLine.Builder order, String says) {
        bad(Topics.ORDERS, "m001", encode(Topics.ORDERS, order.build()), says);
    }

    private void bad(Programme programme, String says) {
        bad(Topics.PROGRAMMES, programme.getProgrammeId(), encode(Topics.PROGRAMMES, programme), says);
    }

    private void control(Control control, String says) {
        bad(Topics.CONTROLS, control.getScope(), encode(Topics.CONTROLS, control), says);
    }

    <T extends SpecificRecord> byte[] encode(Topic<T> topic, T value) {
        return serdes.of(topic).serializer().serialize(topic.name(), value);
    }

    /** Also on topics that only the service writes. */
    void onTopicsOfTheService() {
        bad(Topics.BEATS, null, "garbage".getBytes(StandardCharsets.UTF_8), "first byte is 0x67");
        bad(Topics.POOL_REPORTS, "0", "garbage".getBytes(StandardCharsets.UTF_8), "first byte is 0x67");
    }

    private void bad(Topic<?> topic, String key, byte[] value, String says) {
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        acknowledgements.add(producer.send(new ProducerRecord<>(topic.name(), 0, now, keyBytes, value)));
        sent.add(new Bad(topic.name(), key, text(value), says));
    }

    /** Each has one dead letter that says what is wrong, and nothing else has any. */
    void checkDeadLetters() {
        List<TopicLog.Entry<byte[]>> deadLetters = deadLetters();
        List<Bad> unanswered = new ArrayList<>();
        for (Bad bad : sent) {
            deadLetters.stream()
                    .filter(each -> answers(each, bad))
                    .findFirst()
                    .ifPresentOrElse(deadLetters::remove, () -> unanswered.add(bad));
        }
        assertThat(unanswered)
                .as(
                        "no dead letter of these; letters of nothing: %s",
                        deadLetters.stream().map(TopicLog.Entry::headers).toList())
                .isEmpty();
        assertThat(deadLetters).as("dead letters of nothing bad").isEmpty();
    }

    private List<TopicLog.Entry<byte[]>> deadLetters() {
        List<TopicLog.Entry<byte[]>> all = new ArrayList<>(TopicLog.raw(cluster, Topics.DEAD_LETTERS));
        all.removeIf(each -> each.headers().containsKey("tributary.dead.letter"));
        return all;
    }

    private static boolean answers(TopicLog.Entry<byte[]> deadLetter, Bad bad) {
        Map<String, String> headers = deadLetter.headers();
        // A value at the broker's limit is cut, so that it passes again with headers.
        boolean cut = headers.containsKey("tributary.errors.cut.from")
                && bad.value != null
                && bad.value.startsWith(text(Arrays.copyOf(deadLetter.raw(), deadLetter.raw().length / 3 * 3)));
        return headers.keySet().containsAll(HEADERS)
                && bad.topic.equals(headers.get("__streams.errors.topic"))
                && (Objects.equals(bad.key, deadLetter.key())
                        || headers.containsKey("tributary.errors.key.cut.from")
                                && bad.key != null
                                && bad.key.startsWith(deadLetter.key()))
                && (cut || Objects.equals(bad.value, text(deadLetter.raw())))
                && headers.get("__streams.errors.message").contains(bad.says);
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public void close() {
        producer.close();
    }
}
