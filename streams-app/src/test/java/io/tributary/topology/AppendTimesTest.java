package io.tributary.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class AppendTimesTest {
    private static final long TIME = 1_770_000_000_000L;

    @Test
    void shouldTellWhenABrokerAppended() {
        assertThat(extracted(record(TimestampType.LOG_APPEND_TIME))).isEqualTo(TIME);
    }

    @Test
    void shouldNotTakeAClientsTimeForABrokers() {
        assertThat(extracted(record(TimestampType.CREATE_TIME))).isEqualTo(AppendTimes.NONE);
    }

    @Test
    void shouldNotBelieveAClientThatMarksItsRecords() {
        ConsumerRecord<byte[], byte[]> record = record(TimestampType.CREATE_TIME);
        record.headers().add("tributary.append.time", new byte[0]);

        assertThat(extracted(record)).isEqualTo(AppendTimes.NONE);
    }

    private static long extracted(ConsumerRecord<byte[], byte[]> record) {
        TopicPartition partition = new TopicPartition("pool-reports", 0);
        new AppendTimeMarker().onConsume(new ConsumerRecords<>(Map.of(partition, List.of(record)), Map.of()));
        return new AppendTimes().extract(throughStreams(record), 0);
    }

    /** Streams gives an extractor each record with the type of a client's timestamp. */
    private static ConsumerRecord<Object, Object> throughStreams(ConsumerRecord<byte[], byte[]> record) {
        return new ConsumerRecord<>(
                record.topic(),
                0,
                0,
                record.timestamp(),
                TimestampType.CREATE_TIME,
                0,
                0,
                "key",
                "value",
                record.headers(),
                Optional.empty());
    }

    private static ConsumerRecord<byte[], byte[]> record(TimestampType type) {
        return new ConsumerRecord<>(
                "pool-reports",
                0,
                0,
                TIME,
                type,
                0,
                0,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
    }
}
