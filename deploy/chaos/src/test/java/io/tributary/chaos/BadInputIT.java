package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.cli.Main;
import io.tributary.common.v1.LocalizedText;
import io.tributary.common.v1.Surface;
import io.tributary.demo.client.EventClock;
import io.tributary.demo.client.Feed;
import io.tributary.demo.street.Street;
import io.tributary.events.v1.Impression;
import io.tributary.events.v1.OrderLine;
import io.tributary.events.v1.OrderStatus;
import io.tributary.feedback.v1.CaseAction;
import io.tributary.feedback.v1.CaseKind;
import io.tributary.feedback.v1.Feedback;
import io.tributary.pool.v1.TaskCounters;
import io.tributary.programmes.v1.Clause;
import io.tributary.programmes.v1.Control;
import io.tributary.programmes.v1.ControlKind;
import io.tributary.programmes.v1.Programme;
import io.tributary.programmes.v1.UnknownPolicy;
import io.tributary.schemas.KeyPartition;
import io.tributary.schemas.Topic;
import io.tributary.schemas.Topics;
import io.tributary.schemas.boost.BoostTable;
import io.tributary.schemas.boost.BoostTableSettings;
import io.tributary.schemas.boost.HostClock;
import io.tributary.schemas.serde.AvroSerdes;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import picocli.CommandLine;

/** Bad input of every kind: each gets one dead letter that says what is wrong, and the service goes on with the good records. */
@ExtendWith(LogsOnFailure.class)
class BadInputIT {
    private static final long NOW = 1_770_000_000_000L;
    private static final long DAY_MILLIS = 86_400_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, String> SETTINGS =
            Map.of("merchant.partitions", "2", "beat.clock", "event", "commit.interval.ms", "20");

    private static final List<String> HEADERS = List.of(
            "__streams.errors.exception",
            "__streams.errors.message",
            "__streams.errors.topic",
            "__streams.errors.partition",
            "__streams.errors.offset");

    private final List<Bad> sent = new ArrayList<>();
    private final List<Future<RecordMetadata>> acknowledgements = new ArrayList<>();
    private AvroSerdes serdes;
    private KafkaProducer<byte[], byte[]> producer;

    /** @param says what the message of its dead letter must contain */
    private record Bad(String topic, String key, String value, String says) {}

    @Test
    void shouldAnswerBadInputWithOneDeadLetterAndGoOn() {
        try (Deployment deployment = Deployment.start("bad-input", SETTINGS)) {
            Instance service = deployment.run("a");
            Instance.awaitReady(PATIENCE, service);
            serdes = deployment.cluster().serdes();
            AtomicLong now = new AtomicLong(NOW);
            try (Feed feed = new Feed(deployment.cluster(), serdes);
                    BoostTable boosts = BoostTable.start(new BoostTableSettings(
                            deployment.cluster().bootstrapServers(),
                            deployment.cluster().registryUrl(),
                            DAY_MILLIS,
                            HostClock.replay(now::get),
                            Map.of()));
                    EventClock clock = new EventClock(deployment.cluster(), serdes, feed, boosts, now);
                    KafkaProducer<byte[], byte[]> raw = new KafkaProducer<>(
                            // What is huge passes a broker when it is compressed on its way.
                            Map.of(
                                    "bootstrap.servers",
                                    deployment.cluster().bootstrapServers(),
                                    "compression.type",
                                    "gzip",
                                    "max.request.size",
                                    4_000_000),
                            new ByteArraySerializer(),
                            new ByteArraySerializer())) {
                producer = raw;
                feed.programme(Street.newcomer(1000, 100), NOW);
                Street.profiles(10, NOW).forEach(feed::profile);
                clock.settle(NOW, 6);
                long begun = clock.now();
                good(feed, 0, begun);
                withoutTimestamp(begun);
                sendEverythingBad(begun);
                raw.flush();
                clock.tick(begun + 1_000);
                good(feed, 50, begun + 1_000);
                clock.settle(begun + 2_000, 4);
                shouldTakeWhatIsGoodNow(deployment, feed, clock);
                // Also on topics that only the service writes; last, because the clock of this test reads them.
                bad(Topics.BEATS, null, "garbage".getBytes(StandardCharsets.UTF_8), "first byte is 0x67");
                bad(Topics.POOL_REPORTS, "0", "garbage".getBytes(StandardCharsets.UTF_8), "first byte is 0x67");
                assertThat(acknowledgements).allSatisfy(each -> assertThat(each).succeedsWithin(PATIENCE));
                await().pollInSameThread().atMost(PATIENCE).untilAsserted(() -> checkDeadLetters(deployment));

                Instance.awaitReady(PATIENCE, service);
                TaskCounters counters = clock.counters();
                assertThat(counters.getImpressions()).isEqualTo(102);
                assertThat(counters.getOrders()).isZero();
                // A kill switch of a scope that nobody knows stops recommenders until it is lifted: the safe side.
                assertThat(isBoosted(boosts)).isFalse();
                feed.raw(Topics.CONTROLS, "everything", null, NOW);
                feed.flush();
                assertThat(boosts.awaitCaughtUp(PATIENCE)).isTrue();
                assertThat(isBoosted(boosts)).isTrue();
                shouldExplainAMerchant(deployment);
                shouldResendUntilItIsEnough(deployment);
            }
            assertThat(service.log()).doesNotContain("a thread failed");
        }
    }

    private static void shouldExplainAMerchant(Deployment deployment) {
        assertThat(command(
                        deployment,
                        "programmes",
                        "explain",
                        Street.merchant(0),
                        "--since",
                        "2026-01-01",
                        "--lang",
                        "en"))
                .containsSubsequence("Merchant m000", "newcomer v1: takes part", "by the rule", "granted:")
                .contains("GRANT");
    }

    /** A record that stays bad comes back as often as it is resent, and then stays. */
    private static void shouldResendUntilItIsEnough(Deployment deployment) {
        String[] which = {"--topic", "impressions", "--reason-like", "bucket"};
        for (int tries = 0; tries <= 3; tries++) {
            String came = "\"tries\":" + tries;
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(deadLetters(deployment, "list", which, "--json")
                                    .lines())
                            .hasSize(2)
                            .allMatch(line -> line.contains(came) && line.contains("bucket: is")));
            String said = deadLetters(deployment, "resend", which, "--by", "ann", "--yes");
            assertThat(said).contains(tries < 3 ? "resent: 2 dead letters" : "resent: 0 dead letters");
            assertThat(said.contains("came back 3 times")).isEqualTo(tries == 3);
        }
        deadLetters(deployment, "discard", which, "--by", "ann", "--reason", "a sender's fault", "--yes");
        assertThat(deadLetters(deployment, "list", which)).contains("0 dead letters");
        assertThat(deadLetters(deployment, "list", which, "--all").lines())
                .filteredOn(line -> line.endsWith("[RESENT]") || line.endsWith("[DISCARDED]"))
                .hasSize(8);
        assertThat(deadLetters(deployment, "resend", new String[0], "--topic", "merchants", "--by", "ann", "--yes"))
                .contains("would replace what was written since");
    }

    /** A step of a case that came before the case was opened. */
    private void shouldTakeWhatIsGoodNow(Deployment deployment, Feed feed, EventClock clock) {
        String[] which = {"--topic", "feedback", "--reason-like", "must be OPENED first"};
        Bad early = sent.stream()
                .filter(each -> each.says.equals("must be OPENED first"))
                .findFirst()
                .orElseThrow();
        Feedback opened = Feedback.newBuilder()
                .setCaseId("c1")
                .setKind(CaseKind.APPEAL)
                .setAction(CaseAction.OPENED)
                .setDecisionId("newcomer~1~1~" + early.key)
                .setTime(NOW)
                .build();
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(deadLetters(deployment, "list", which)).contains("1 dead letters"));
        feed.raw(Topics.FEEDBACK, early.key, encode(Topics.FEEDBACK, opened), NOW);
        feed.flush();
        clock.settle(clock.now() + 1_000, 2);
        assertThat(deadLetters(deployment, "resend", which, "--by", "ann", "--yes"))
                .contains("resent: 1 dead letters");
        clock.settle(clock.now() + 1_000, 2);
        assertThat(deadLetters(deployment, "list", which)).contains("0 dead letters");
    }

    private static String deadLetters(Deployment deployment, String what, String[] which, String... more) {
        return command(
                deployment,
                Stream.of(Stream.of("dead-letters", what), Stream.of(which), Stream.of(more))
                        .flatMap(each -> each)
                        .toArray(String[]::new));
    }

    private static String command(Deployment deployment, String... command) {
        StringWriter said = new StringWriter();
        CommandLine commands = Main.commandLine();
        commands.setOut(new PrintWriter(said, true));
        commands.setErr(new PrintWriter(said, true));
        List<String> args = new ArrayList<>(List.of(command));
        args.addAll(List.of(
                "--bootstrap-servers",
                deployment.cluster().bootstrapServers(),
                "--schema-registry-url",
                deployment.cluster().registryUrl()));
        int code = commands.execute(args.toArray(String[]::new));
        assertThat(code).as(said.toString()).isZero();
        return said.toString();
    }

    /** Clients that give a record no timestamp have it stored with -1. It is as good as any: what happened when is in the record. */
    private void withoutTimestamp(long time) {
        for (int i = 0; i < 2; i++) {
            byte[] key = Street.merchant(i).getBytes(StandardCharsets.UTF_8);
            byte[] value =
                    encode(Topics.IMPRESSIONS, impression("no-time-" + i, time).build());
            acknowledgements.add(producer.send(new ProducerRecord<>(Topics.IMPRESSIONS.name(), key, value) {
                @Override
                public Long timestamp() {
                    return -1L;
                }
            }));
        }
    }

    private static boolean isBoosted(BoostTable boosts) {
        return !boosts.boost(Street.merchant(0), Surface.FEED, 0).isNone();
    }

    private static void good(Feed feed, int from, long time) {
        for (int i = from; i < from + 50; i++) {
            feed.impression(
                    Street.merchant(i % 10), impression("good-" + i, time).build());
        }
        feed.flush();
    }

    private static Impression.Builder impression(String id, long time) {
        return Impression.newBuilder()
                .setImpressionId(id)
                .setRequestId("r")
                .setItemId("i")
                .setSurface(Surface.FEED)
                .setPosition(0)
                .setViewable(true)
                .setBucket(5)
                .setTime(time);
    }

    private static OrderLine.Builder order(long time) {
        return OrderLine.newBuilder()
                .setOrderId("o")
                .setLineId("1")
                .setStatus(OrderStatus.PAID)
                .setQuantity(1)
                .setAmount(100)
                .setCurrency("CNY")
                .setTime(time);
    }

    private void sendEverythingBad(long time) {
        unreadable(time);
        keys(time);
        impressions(time);
        orders(time);
        rules(time);
        feedback(time);
    }

    private void unreadable(long time) {
        byte[] good = encode(Topics.IMPRESSIONS, impression("cut", time).build());
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
        byte[] good = encode(Topics.IMPRESSIONS, impression("without-key", time).build());
        bad(Topics.IMPRESSIONS, null, good, "key");
        bad(Topics.IMPRESSIONS, "", good, "key");
        bad(Topics.IMPRESSIONS, "k".repeat(2_500_000), good, "key");
        bad(Topics.IMPRESSIONS, "m\u0000", good, "NUL");
        bad(Topics.IMPRESSIONS, "m001", null, "value");
        bad(Topics.ORDERS, "m001", null, "value");
        bad(Topics.ORDERS, null, encode(Topics.ORDERS, order(time).build()), "key");
        bad(Topics.MERCHANTS, "", null, "key");
    }

    private void impressions(long time) {
        bad(impression("", time), "impressionId");
        bad(impression("b1", time).setBucket(5_000), "bucket");
        bad(impression("b2", time).setBucket(-2), "bucket");
        bad(impression("t1", time + 30 * DAY_MILLIS), "time");
        bad(impression("t2", -1), "time");
        bad(impression("t3", Long.MAX_VALUE), "time");
    }

    private void orders(long time) {
        bad(order(time).setAmount(-1), "amount");
        bad(order(time).setQuantity(0), "quantity");
        bad(order(time).setCurrency("yuan"), "currency");
        bad(order(time).setOrderId(""), "orderId");
        bad(order(time + 30 * DAY_MILLIS), "time");
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
        bad(Topics.FEEDBACK, here, encode(Topics.FEEDBACK, unknown), "must be OPENED first");
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

    private <T extends SpecificRecord> byte[] encode(Topic<T> topic, T value) {
        return serdes.of(topic).serializer().serialize(topic.name(), value);
    }

    private void bad(Topic<?> topic, String key, byte[] value, String says) {
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        acknowledgements.add(producer.send(new ProducerRecord<>(topic.name(), 0, NOW, keyBytes, value)));
        sent.add(new Bad(topic.name(), key, text(value), says));
    }

    private void checkDeadLetters(Deployment deployment) {
        List<TopicLog.Entry<byte[]>> deadLetters = deadLetters(deployment);
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

    private static List<TopicLog.Entry<byte[]>> deadLetters(Deployment deployment) {
        List<TopicLog.Entry<byte[]>> all = new ArrayList<>(TopicLog.raw(deployment.cluster(), Topics.DEAD_LETTERS));
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
                && (java.util.Objects.equals(bad.key, deadLetter.key())
                        || headers.containsKey("tributary.errors.key.cut.from")
                                && bad.key != null
                                && bad.key.startsWith(deadLetter.key()))
                && (cut || java.util.Objects.equals(bad.value, text(deadLetter.raw())))
                && headers.get("__streams.errors.message").contains(bad.says);
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }
}
