package io.tributary.topology;

import io.tributary.schemas.Topic;
import org.apache.avro.specific.SpecificRecord;

/** Where a merchant partition's outputs go. */
@FunctionalInterface
public interface RecordOutput {
    /**
     * @param value null for a tombstone
     * @param time timestamp of the record, epoch milliseconds
     */
    <T extends SpecificRecord> void send(Topic<T> topic, String key, T value, long time);
}
