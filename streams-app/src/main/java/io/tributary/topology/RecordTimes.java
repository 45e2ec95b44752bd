package io.tributary.topology;

import io.tributary.domain.metric.MetricWindows;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * The time by which Streams orders a task's partitions. What happened when is in the records themselves; Kafka's timestamp is whatever a
 * client wrote: some write none (-1), and none that can be written may stop a partition. Without a usable one a record takes the time of
 * those before it.
 */
public final class RecordTimes implements TimestampExtractor {
    /** Timestamps are below this one, as event times are; epoch milliseconds. */
    static final long END = MetricWindows.END_OF_TIME;

    @Override
    public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
        long time = record.timestamp();
        return time >= 0 && time < END ? time : Math.max(0, partitionTime);
    }
}
