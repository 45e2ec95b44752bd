package io.tributary.topology.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MicroBatcherTest {
    private static final TopicPartition BUSY = new TopicPartition("busy", 3);
    private static final TopicPartition OTHER = new TopicPartition("other", 3);
    private static final long SPAN = 1_000;
    private static final byte[] KEY = "k".getBytes(StandardCharsets.UTF_8);

    private final MockConsumer<byte[], byte[]> broker = new MockConsumer<>("earliest");
    private final MicroBatcher batcher = new MicroBatcher(Set.of("busy"), SPAN);

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

        ConsumerRecord<byte[], byte[]> batch = only(poll().records(BUSY));

        // A commit writes the offset of what waits at the head of a queue: with a later one the records before it were
        // lost.
        assertThat(batch.offset()).isEqualTo(5);
        assertThat(batch.leaderEpoch()).contains(50);
        assertThat(batch.timestamp()).isEqualTo(100);
        assertThat(batch.topic()).isEqualTo("busy");
        assertThat(batch.partition()).isEqualTo(3);
        assertThat(batch.key()).isNull();
        assertThat(batch.value()).isEmpty();
        assertThat(batch.serializedValueSize()).isEqualTo(3 * (1 + 2));
        assertThat(carried(batch)).containsExactly(first, second, third);
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
    }

    @Test
    void shouldCutMicroBatchesThatAreTooLarge() {
        for (int offset = 0; offset < 2_500; offset++) {
            add(BUSY, offset, 100);
        }

        List<ConsumerRecord<byte[], byte[]>> batches = poll().records(BUSY);

        assertThat(batches).extracting(ConsumerRecord::offset).containsExactly(0L, 1_000L, 2_000L);
        assertThat(batches).extracting(batch -> carried(batch).size()).containsExactly(1_000, 1_000, 500);
    }

    @Test
    void shouldCutMicroBatchesThatSpanMoreThanABeat() {
        add(BUSY, 0, 5_000);
        add(BUSY, 1, 5_999);
        add(BUSY, 2, 100);
        add(BUSY, 3, 6_000);
        add(BUSY, 4, 6_000);

        List<ConsumerRecord<byte[], byte[]>> batches = poll().records(BUSY);

        assertThat(batches).extracting(ConsumerRecord::offset).containsExactly(0L, 3L);
        assertThat(batches).extracting(ConsumerRecord::timestamp).containsExactly(5_000L, 6_000L);
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
    void shouldNotTakeAHeaderFromOutsideForAMicroBatch() {
        assertThat(MicroBatch.isIn(new RecordHeaders().add(MicroBatchHeader.KEY, KEY)))
                .isFalse();
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        return batcher.batch(broker.poll(Duration.ZERO));
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

    private static List<ConsumerRecord<byte[], byte[]>> carried(ConsumerRecord<byte[], byte[]> batch) {
        return MicroBatch.in(batch.headers()).records();
    }
}
