package io.tributary.topology;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;

/** Marks records whose timestamp is their broker's by a header, which comes through Streams, unlike the type of a timestamp. */
public final class AppendTimeMarker implements ConsumerInterceptor<byte[], byte[]> {
    private static final String MARK = "tributary.append.time";
    private static final byte[] NOTHING = {};

    static boolean isMarked(ConsumerRecord<?, ?> record) {
        return record.headers().lastHeader(MARK) != null;
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            // Whoever sends the header does not say what the broker says.
            record.headers().remove(MARK);
            if (record.timestampType() == TimestampType.LOG_APPEND_TIME) {
                record.headers().add(MARK, NOTHING);
            }
        }
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}

    @Override
    public void configure(Map<String, ?> configs) {}
}
