package io.tributary.topology.batch;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Carries the records of a micro-batch past Streams, by reference. It never leaves the process, and one that comes from outside is not
 * of this class.
 */
final class MicroBatchHeader implements Header {
    static final String KEY = "tributary.micro-batch";

    private static final byte[] NOTHING = new byte[0];

    private final List<ConsumerRecord<byte[], byte[]>> records;

    MicroBatchHeader(List<ConsumerRecord<byte[], byte[]>> records) {
        this.records = records;
    }

    List<ConsumerRecord<byte[], byte[]>> records() {
        return records;
    }

    @Override
    public String key() {
        return KEY;
    }

    @Override
    public byte[] value() {
        return NOTHING;
    }
}
