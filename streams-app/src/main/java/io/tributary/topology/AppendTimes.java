package io.tributary.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * When a broker appended a record, epoch milliseconds; {@link #NONE} where the topic's timestamps are its clients'. Streams tells an
 * extractor that all timestamps are clients', whatever the broker says: {@link AppendTimeMarker} has to be an interceptor of its consumers.
 */
public final class AppendTimes implements TimestampExtractor {
    public static final long NONE = 0;

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        return AppendTimeMarker.isMarked(record) ? Math.max(NONE, record.timestamp()) : NONE;
    }
}
