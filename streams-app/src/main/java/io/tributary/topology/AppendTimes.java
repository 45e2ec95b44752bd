package io.tributary.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.streams.processor.TimestampExtractor;

/** When a broker appended a record, epoch milliseconds; {@link #NONE} where the topic's timestamps are its clients'. */
public final class AppendTimes implements TimestampExtractor {
    public static final long NONE = 0;

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        boolean brokers = record.timestampType() == TimestampType.LOG_APPEND_TIME;
        return brokers ? Math.max(NONE, record.timestamp()) : NONE;
    }
}
