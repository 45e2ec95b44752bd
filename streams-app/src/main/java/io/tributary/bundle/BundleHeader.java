package io.tributary.bundle;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Carries the records of a bundle past Streams, by reference. It never leaves the process, and one that comes from outside is not
 * of this class.
 */
final class BundleHeader implements Header {
    static final String KEY = "tributary.bundle";

    private static final byte[] NOTHING = new byte[0];

    private final List<ConsumerRecord<byte[], byte[]>> records;

    BundleHeader(List<ConsumerRecord<byte[], byte[]>> records) {
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
