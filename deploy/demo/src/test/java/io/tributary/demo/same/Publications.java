package io.tributary.demo.same;

import io.tributary.schemas.Topic;
import org.apache.avro.specific.SpecificRecord;

/** Takes what a service publishes. */
@FunctionalInterface
public interface Publications {
    /**
     * @param value null for a tombstone
     * @param time timestamp of the record, epoch milliseconds
     */
    void take(Topic<?> topic, String key, SpecificRecord value, long time);
}
