package io.tributary.topology.batch;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Successive records of a partition that a processor gets as one, as they came from the broker.
 *
 * @param <T> what their values are
 */
public final class MicroBatch<T> {
    private static final byte[] NOTHING = new byte[0];

    private final List<ConsumerRecord<byte[], byte[]>> records;
    private final Deserializer<T> values;

    MicroBatch(List<ConsumerRecord<byte[], byte[]>> records, Deserializer<T> values) {
        this.records = records;
        this.values = values;
    }

    /** In the order of their offsets. */
    public List<ConsumerRecord<byte[], byte[]>> records() {
        return records;
    }

    /**
     * Reads the value of one of the records.
     *
     * @throws RuntimeException what the topic's deserializer throws
     */
    public T value(ConsumerRecord<byte[], byte[]> record) {
        return values.deserialize(record.topic(), record.headers(), record.value());
    }

    /**
     * The record that stands for these, at least one, of one partition. With offset, leader epoch and time of the first: as long
     * as it waits in Streams' queue its offset is what a commit writes, so that all of them are read again; and its time is what
     * the queue would have without micro-batches.
     */
    public static ConsumerRecord<byte[], byte[]> standIn(List<ConsumerRecord<byte[], byte[]>> records) {
        ConsumerRecord<byte[], byte[]> first = records.get(0);
        return new ConsumerRecord<>(
                first.topic(),
                first.partition(),
                first.offset(),
                first.timestamp(),
                TimestampType.CREATE_TIME,
                ConsumerRecord.NULL_SIZE,
                bytes(records),
                null,
                NOTHING,
                new RecordHeaders(new Header[] {new MicroBatchHeader(records)}),
                first.leaderEpoch());
    }

    /** Streams adds this up for its meter of bytes consumed. */
    private static int bytes(List<ConsumerRecord<byte[], byte[]>> records) {
        int bytes = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            bytes += Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
        }
        return bytes;
    }

    /** Whether a record with these headers stands for a micro-batch. */
    public static boolean isIn(Headers headers) {
        return in(headers) != null;
    }

    static MicroBatchHeader in(Headers headers) {
        return headers.lastHeader(MicroBatchHeader.KEY) instanceof MicroBatchHeader batch ? batch : null;
    }
}
