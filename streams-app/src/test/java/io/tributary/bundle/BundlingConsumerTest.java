package io.tributary.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BundlingConsumerTest {
    private static final TopicPartition BUSY = new TopicPartition("busy", 3);
    private static final TopicPartition OTHER = new TopicPartition("other", 3);
    private static final long SPAN = 1_000;
    private static final byte[] KEY = "k".getBytes(StandardCharsets.UTF_8);

    private final MockConsumer<byte[], byte[]> broker = new MockConsumer<>("earliest");
    private final Consumer<byte[], byte[]> consumer =
            BundlingSupplier.bundling(broker, new Bundler(Set.of("busy"), SPAN));

    @BeforeEach
    void assign() {
        broker.assign(List.of(BUSY, OTHER));
        broker.updateBeginningOffsets(Map.of(BUSY, 0L, OTHER, 0L));
        broker.setMaxPollRecords(10_000);
    }

    @Test
    void shouldGiveOneRecordForThoseOfAPartitionWithOffsetEpochAndTimeOfTheFirst() {
        ConsumerRecord<byte[], byte[]> first = add(BUSY, 5, 100);
        ConsumerRecord<byte[], byte[]> second = add(BUSY, 6, 90);
        ConsumerRecord<byte[], byte[]> third = add(BUSY, 9, 120);

        ConsumerRecord<byte[], byte[]> bundle = only(poll().records(BUSY));

        // A commit writes the offset of what waits at the head of a queue: with a later one the records before it were
        // lost.
        assertThat(bundle.offset()).isEqualTo(5);
        assertThat(bundle.leaderEpoch()).contains(50);
        assertThat(bundle.timestamp()).isEqualTo(100);
        assertThat(bundle.topic()).isEqualTo("busy");
        assertThat(bundle.partition()).isEqualTo(3);
        assertThat(bundle.key()).isNull();
        assertThat(bundle.value()).isEmpty();
        assertThat(bundle.serializedValueSize()).isEqualTo(3 * (1 + 2));
        assertThat(carried(bundle)).containsExactly(first, second, third);
    }

    @Test
    void shouldKeepTheOffsetsToGoOnFrom() {
        add(BUSY, 5, 100);
        add(BUSY, 9, 120);
        add(OTHER, 2, 100);

        ConsumerRecords<byte[], byte[]> polled = poll();

        assertThat(polled.nextOffsets()).containsOnlyKeys(BUSY, OTHER);
        assertThat(polled.nextOffsets().get(BUSY).offset()).isEqualTo(10);
        assertThat(polled.nextOffsets().get(OTHER).offset()).isEqualTo(3);
        assertThat(consumer.position(BUSY)).isEqualTo(10);
    }

    @Test
    void shouldCutBundlesThatAreTooLarge() {
        for (int offset = 0; offset < 2_500; offset++) {
            add(BUSY, offset, 100);
        }

        List<ConsumerRecord<byte[], byte[]>> bundles = poll().records(BUSY);

        assertThat(bundles).extracting(ConsumerRecord::offset).containsExactly(0L, 1_000L, 2_000L);
        assertThat(bundles).extracting(bundle -> carried(bundle).size()).containsExactly(1_000, 1_000, 500);
    }

    @Test
    void shouldCutBundlesThatSpanMoreThanABeat() {
        add(BUSY, 0, 5_000);
        add(BUSY, 1, 5_999);
        add(BUSY, 2, 100);
        add(BUSY, 3, 6_000);
        add(BUSY, 4, 6_000);

        List<ConsumerRecord<byte[], byte[]>> bundles = poll().records(BUSY);

        assertThat(bundles).extracting(ConsumerRecord::offset).containsExactly(0L, 3L);
        assertThat(bundles).extracting(ConsumerRecord::timestamp).containsExactly(5_000L, 6_000L);
    }

    @Test
    void shouldLeaveOtherTopicsAndSingleRecordsAlone() {
        ConsumerRecord<byte[], byte[]> alone = add(BUSY, 0, 100);
        ConsumerRecord<byte[], byte[]> first = add(OTHER, 0, 100);
        ConsumerRecord<byte[], byte[]> second = add(OTHER, 1, 100);

        ConsumerRecords<byte[], byte[]> polled = poll();

        assertThat(polled.records(BUSY)).containsExactly(alone);
        assertThat(polled.records(OTHER)).containsExactly(first, second);
    }

    @Test
    void shouldPassOnAPollWithoutRecords() {
        assertThat(poll().isEmpty()).isTrue();
        assertThat(poll().nextOffsets()).isEmpty();
    }

    @Test
    void shouldThrowWhatTheConsumerThrows() {
        consumer.wakeup();

        assertThatThrownBy(this::poll).isInstanceOf(WakeupException.class);
    }

    @Test
    void shouldNotTakeAHeaderFromOutsideForABundle() {
        assertThat(Bundle.isIn(new RecordHeaders().add(BundleHeader.KEY, KEY))).isFalse();
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        return consumer.poll(Duration.ZERO);
    }

    private ConsumerRecord<byte[], byte[]> add(TopicPartition partition, long offset, long time) {
        ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                time,
                TimestampType.CREATE_TIME,
                1,
                2,
                KEY,
                new byte[2],
                new RecordHeaders(),
                Optional.of((int) offset * 10));
        broker.addRecord(record);
        return record;
    }

    private static ConsumerRecord<byte[], byte[]> only(List<ConsumerRecord<byte[], byte[]>> records) {
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    private static List<ConsumerRecord<byte[], byte[]>> carried(ConsumerRecord<byte[], byte[]> bundle) {
        return Bundle.in(bundle.headers()).records();
    }
}
