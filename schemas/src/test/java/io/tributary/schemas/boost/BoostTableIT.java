package io.tributary.schemas.boost;

import static io.tributary.schemas.boost.Boosts.beat;
import static io.tributary.schemas.boost.Boosts.boost;
import static io.tributary.schemas.boost.Boosts.directive;
import static io.tributary.schemas.boost.Boosts.programme;
import static io.tributary.schemas.boost.Boosts.stop;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.common.v1.Surface;
import io.tributary.schemas.Topic;
import io.tributary.schemas.TopicAdmin;
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import io.tributary.stack.LocalStack;
import io.tributary.stack.StackSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A table that follows real topics, written in transactions as the service does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BoostTableIT {
    private static final Duration LONG = Duration.ofSeconds(60);

    private final AtomicLong clock = new AtomicLong();
    private LocalStack stack;
    private AvroSerdes serdes;
    private KafkaProducer<String, byte[]> producer;

    @BeforeAll
    void startStack(@TempDir Path folder) {
        stack = LocalStack.start(StackSettings.singleNode(folder), line -> {});
        serdes = AvroSerdes.connect(stack.registryUrl(), Map.of());
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "transactional.id", "test"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    void stopStack() {
        producer.close();
        stack.close();
    }

    @Test
    void shouldFollowWhatIsCommittedAndNothingElse() {
        BoostTable table = BoostTable.start(settings());
        try (table) {
            assertThat(table.boost("m", Surface.FEED, 500)).isSameAs(AppliedBoost.NONE);
            assertThat(table.staleness().silent()).isTrue();
            assertThat(table.ageSeconds()).isEqualTo(Double.POSITIVE_INFINITY);
            createTopics();
            assertThat(table.awaitCaughtUp(LONG)).isTrue();
            producer.initTransactions();

            shouldHideWhatIsNotCommitted(table);
            shouldHaveAppliedEveryCommit(table);
            shouldObeyTheKillSwitch(table);
            shouldFallSilent(table);
            shouldKnowTheSameAfterARestart();
            shouldNotTakeWhatLiesThereForALiveService();
        }
        assertThat(table.boost("m", Surface.FEED, 500)).isSameAs(AppliedBoost.NONE);
        assertThat(table.awaitCaughtUp(LONG)).isFalse();
        assertThat(table.ageSeconds()).as("age of a closed table").isEqualTo(Double.POSITIVE_INFINITY);
    }

    private void shouldHideWhatIsNotCommitted(BoostTable table) {
        producer.beginTransaction();
        send(Topics.BEATS, null, beat(1, 0, programme("p", true, 0.001)));
        send(Topics.BOOST_DIRECTIVES, "m", directive(1_000_000, boost("p")));
        producer.flush();
        assertThat(table.awaitCaughtUp(Duration.ofMillis(500))).isFalse();
        assertThat(table.boost("m", Surface.FEED, 500)).isSameAs(AppliedBoost.NONE);
        producer.abortTransaction();
        assertThat(table.awaitCaughtUp(LONG)).isTrue();
        assertThat(table.staleness().beat()).isEqualTo(-1);
    }

    /** What was committed before the call is there after it, although markers are written behind the commit. */
    private void shouldHaveAppliedEveryCommit(BoostTable table) {
        for (int round = 1; round <= 100; round++) {
            producer.beginTransaction();
            send(Topics.BEATS, null, beat(round, 0, programme("p", true, 0.001)));
            send(Topics.BOOST_DIRECTIVES, "m", directive(1_000_000, boost("p").setNeed(round)));
            send(
                    Topics.BOOST_DIRECTIVES,
                    "m" + round,
                    directive(1_000_000, boost("p").setNeed(round)));
            producer.commitTransaction();
            assertThat(table.awaitCaughtUp(LONG)).isTrue();
            assertThat(table.boost("m", Surface.FEED, 500).multiplier()).isEqualTo(1 + 0.001 * round);
            assertThat(table.boost("m" + round, Surface.FEED, 500).isNone()).isFalse();
            assertThat(table.staleness()).isEqualTo(new Staleness(round, 0, 0, 0, false, 0));
            assertThat(table.ageSeconds()).isBetween(0.0, LONG.toSeconds() + 0.0);
        }
    }

    private void shouldObeyTheKillSwitch(BoostTable table) {
        transact(Topics.CONTROLS, "merchant:m", stop("merchant:m"));
        assertThat(table.awaitCaughtUp(LONG)).isTrue();
        assertThat(table.boost("m", Surface.FEED, 500)).isSameAs(AppliedBoost.NONE);
        assertThat(table.boost("m1", Surface.FEED, 500).isNone()).isFalse();
        transact(Topics.CONTROLS, "merchant:m", null);
        assertThat(table.awaitCaughtUp(LONG)).isTrue();
        assertThat(table.boost("m", Surface.FEED, 500).isNone()).isFalse();
    }

    private void shouldFallSilent(BoostTable table) {
        clock.set(30_001);
        assertThat(table.boost("m", Surface.FEED, 500)).isSameAs(AppliedBoost.NONE);
        assertThat(table.staleness().silent()).isTrue();
        assertThat(table.ageSeconds()).isGreaterThanOrEqualTo(30.001);
        transact(Topics.BEATS, null, beat(101, 30_001, programme("p", true, 0.001)));
        assertThat(table.awaitCaughtUp(LONG)).isTrue();
        assertThat(table.boost("m", Surface.FEED, 500).isNone()).isFalse();
    }

    private void shouldKnowTheSameAfterARestart() {
        try (BoostTable another = BoostTable.start(settings())) {
            assertThat(another.awaitCaughtUp(LONG)).isTrue();
            assertThat(another.boost("m", Surface.FEED, 500).multiplier()).isEqualTo(1.1);
            assertThat(another.boost("m7", Surface.FEED, 500).multiplier()).isEqualTo(1.007);
        }
    }

    /** The dates here are decades off; a host's own clock needs none. */
    private void shouldNotTakeWhatLiesThereForALiveService() {
        try (BoostTable another =
                BoostTable.start(BoostTableSettings.of(stack.bootstrapServers(), stack.registryUrl()))) {
            assertThat(another.awaitCaughtUp(LONG)).isTrue();
            assertThat(another.staleness().beat()).isEqualTo(101);
            assertThat(another.staleness().ageMillis()).isEqualTo(Long.MAX_VALUE);
            assertThat(another.ageSeconds()).as("without a live beat").isEqualTo(Double.POSITIVE_INFINITY);
            assertThat(another.boost("m7", Surface.FEED, 500).isNone()).isTrue();
            transact(Topics.BEATS, null, beat(102, 31_001, programme("p", true, 0.001)));
            await().atMost(LONG)
                    .until(() -> another.boost("m7", Surface.FEED, 500).multiplier() == 1.007);
            assertThat(another.staleness().skewMillis()).isGreaterThan(1_000_000_000_000L);
        }
    }

    private BoostTableSettings settings() {
        return new BoostTableSettings(
                stack.bootstrapServers(),
                stack.registryUrl(),
                30_000,
                HostClock.replay(clock::get),
                Map.of("client.id", "table"));
    }

    private void createTopics() {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
            TopicAdmin.apply(admin, 3, 1);
        }
    }

    private <T extends SpecificRecord> void transact(Topic<T> topic, String key, T value) {
        producer.beginTransaction();
        send(topic, key, value);
        producer.commitTransaction();
    }

    /** A failure shows when the transaction is committed. */
    @SuppressWarnings("FutureReturnValueIgnored")
    private <T extends SpecificRecord> void send(Topic<T> topic, String key, T value) {
        byte[] bytes = serdes.of(topic).serializer().serialize(topic.name(), value);
        Integer partition = key == null ? Integer.valueOf(0) : null;
        producer.send(new ProducerRecord<>(topic.name(), partition, key, bytes));
    }
}
