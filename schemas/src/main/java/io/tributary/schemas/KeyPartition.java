package io.tributary.schemas;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Utils;

/**
 * Which partition a key belongs to: Kafka's murmur2 over its UTF-8 bytes, without the sign bit, modulo the number of partitions. Java's
 * producer does so by default, others must be told to; all that is known of a merchant meets in one partition only if all agree.
 */
public final class KeyPartition {
    private KeyPartition() {}

    /**
     * @param key a merchantId, not null
     * @param partitions of the topic, at least 1
     * @return 0 to partitions - 1
     */
    public static int of(String key, int partitions) {
        return of(key.getBytes(StandardCharsets.UTF_8), partitions);
    }

    /** The same for a key as it is on the wire. */
    public static int of(byte[] key, int partitions) {
        return Utils.toPositive(Utils.murmur2(key)) % partitions;
    }
}
