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
import io.tributary.schemas.Topics;
import io.tributary.schemas.serde.AvroSerdes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BoostFeedTest {
    private static final TopicPartition DIRECTIVES = new TopicPartition("boost-directives", 0);
    private static final TopicPartition CONTROLS = new TopicPartition("controls", 0);
    private static final TopicPartition BEATS = new TopicPartition("beats", 0);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final AvroSerdes serdes = AvroSerdes.inMemory();
    private final BoostView view = new BoostView(30_000, HostClock.replay(() -> 0));
    private final Queue<Consumer<byte[], byte[]>> consumers = new ConcurrentLinkedQueue<>();
    private final MockConsumer<byte[], byte[]> first = consumer();
    private final BoostFeed feed = new BoostFeed(this::next, view, new BoostDecoder(view, serdes));
    private final Thread thread = new Thread(feed, "feed");

    @BeforeEach
    void offerTheFirst() {
        consumers.add(first);
    }

    @AfterEach
    void stopTheThread() throws InterruptedException {
        feed.close();
        thread.join(LONG.toMillis());
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void shouldNotCountAsLoadedBeforeEverythingThereWasIsApplied() throws Exception {
        first.updateEndOffsets(Map.of(DIRECTIVES, 1L, CONTROLS, 1L, BEATS, 1L));
        thread.start();
        await().until(() -> !first.assignment().isEmpty());
        first.addRecord(message(Topics.BEATS, BEATS, 0, null, beat(1, 0, programme("p", true, 0.5))));
        first.addRecord(message(Topics.BOOST_DIRECTIVES, DIRECTIVES, 0, "m", directive(1, boost("p"))));
        await().until(() -> boosted());
        assertThat(feed.loaded()).isFalse();
        assertThat(feed.await(Map.of(), Duration.ofMillis(50))).isFalse();

        first.addRecord(message(Topics.CONTROLS, CONTROLS, 0, "merchant:m", stop("merchant:m")));

        assertThat(feed.await(Map.of(DIRECTIVES, 1L, CONTROLS, 1L, BEATS, 1L), LONG))
                .isTrue();
        assertThat(feed.loaded()).isTrue();
        assertThat(boosted()).isFalse();
    }

    @Test
    void shouldFollowEveryPartitionButOnlyOneCopyOfTheBeats() {
        thread.start();
        await().until(() -> !feed.partitions().isEmpty());
        assertThat(feed.partitions())
                .containsExactlyInAnyOrder(DIRECTIVES, new TopicPartition("boost-directives", 1), CONTROLS, BEATS);
    }

    @Test
    void shouldSkipBeatsThatNewerOnesReplaced() {
        first.updateEndOffsets(Map.of(BEATS, 86_400L));
        thread.start();
        await().until(() -> !feed.partitions().isEmpty());
        assertThat(first.position(BEATS)).isEqualTo(86_200);
        assertThat(first.position(DIRECTIVES)).isZero();
    }

    @Test
    void shouldWithdrawOrStopWhatItCannotRead() throws Exception {
        thread.start();
        await().until(() -> !first.assignment().isEmpty());
        first.addRecord(message(Topics.BEATS, BEATS, 0, null, beat(1, 0, programme("p", true, 0.5))));
        first.addRecord(message(Topics.BOOST_DIRECTIVES, DIRECTIVES, 0, "m", directive(1, boost("p"))));
        await().until(this::boosted);
        first.addRecord(bytes(DIRECTIVES, 1, "m", new byte[] {9, 9, 9}));
        await().until(() -> !boosted());
        first.addRecord(message(Topics.BOOST_DIRECTIVES, DIRECTIVES, 2, "m", directive(1, boost("p"))));
        await().until(this::boosted);
        first.addRecord(bytes(BEATS, 1, null, new byte[] {9}));
        first.addRecord(bytes(CONTROLS, 0, "surface:FEED", new byte[] {9}));
        await().until(() -> !boosted());
        first.addRecord(bytes(CONTROLS, 1, "surface:FEED", null));
        await().until(this::boosted);
        first.addRecord(bytes(DIRECTIVES, 3, null, new byte[] {1}));
        assertThat(feed.await(Map.of(DIRECTIVES, 4L), LONG)).isTrue();
        assertThat(boosted()).isTrue();
    }

    @Test
    void shouldStartOverWithNothingAfterAFailure() throws Exception {
        MockConsumer<byte[], byte[]> second = consumer();
        consumers.add(second);
        thread.start();
        await().until(() -> !first.assignment().isEmpty());
        first.addRecord(message(Topics.BEATS, BEATS, 0, null, beat(1, 0, programme("p", true, 0.5))));
        first.addRecord(message(Topics.BOOST_DIRECTIVES, DIRECTIVES, 0, "m", directive(1, boost("p"))));
        await().until(this::boosted);
        first.setPollException(new KafkaException("broken"));
        await().until(() -> !boosted());
        await().until(() -> !second.assignment().isEmpty());
        assertThat(first.closed()).isTrue();
        assertThat(view.size()).isZero();
        second.addRecord(message(Topics.BEATS, BEATS, 0, null, beat(2, 0, programme("p", true, 0.5))));
        second.addRecord(message(Topics.BOOST_DIRECTIVES, DIRECTIVES, 0, "m", directive(1, boost("p"))));
        await().until(this::boosted);
        assertThat(feed.await(Map.of(DIRECTIVES, 1L), LONG)).isTrue();
    }

    @Test
    void shouldWaitForTopicsThatDoNotExistYet() {
        first.updatePartitions("controls", List.of());
        MockConsumer<byte[], byte[]> second = consumer();
        consumers.add(second);
        thread.start();
        await().until(() -> !second.assignment().isEmpty());
        assertThat(first.closed()).isTrue();
    }

    @Test
    void shouldStopWaitingWhenClosed() throws Exception {
        thread.start();
        await().until(() -> !feed.partitions().isEmpty());
        Thread closer = new Thread(feed::close);
        closer.start();
        assertThat(feed.await(Map.of(DIRECTIVES, 99L), LONG)).isFalse();
        closer.join();
    }

    private boolean boosted() {
        return !view.boost("m", Surface.FEED, 500).isNone();
    }

    private Consumer<byte[], byte[]> next() {
        Consumer<byte[], byte[]> next = consumers.poll();
        return next == null ? consumer() : next;
    }

    private static MockConsumer<byte[], byte[]> consumer() {
        MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
        List<TopicPartition> all = List.of(
                DIRECTIVES, new TopicPartition("boost-directives", 1), CONTROLS, BEATS, new TopicPartition("beats", 1));
        for (TopicPartition partition : all) {
            consumer.updateBeginningOffsets(Map.of(partition, 0L));
            consumer.updateEndOffsets(Map.of(partition, 0L));
        }
        all.stream()
                .map(TopicPartition::topic)
                .distinct()
                .forEach(topic -> consumer.updatePartitions(
                        topic,
                        all.stream()
                                .filter(partition -> partition.topic().equals(topic))
                                .map(partition ->
                                        new PartitionInfo(topic, partition.partition(), Node.noNode(), null, null))
                                .toList()));
        return consumer;
    }

    private <T extends SpecificRecord> ConsumerRecord<byte[], byte[]> message(
            Topic<T> topic, TopicPartition partition, long offset, String key, T value) {
        return bytes(partition, offset, key, serdes.of(topic).serializer().serialize(topic.name(), value));
    }

    private static ConsumerRecord<byte[], byte[]> bytes(
            TopicPartition partition, long offset, String key, byte[] value) {
        byte[] keyBytes = key == null ? null : key.getBytes(StandardCharsets.UTF_8);
        return new ConsumerRecord<>(partition.topic(), partition.partition(), offset, keyBytes, value);
    }
}
