package io.tributary.topology;

import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Holds every record that a topology under test sends to what every language can count: up to 2^53, and no NaN or infinity, which
 * JSON has no words for.
 */
public final class PortableNumbers {
    static final long MOST = (1L << 53) - 1;

    private PortableNumbers() {}

    /** The deserializer, with each value looked at. */
    public static <T extends IndexedRecord> Deserializer<T> checked(Deserializer<T> values) {
        return (topic, bytes) -> {
            T value = values.deserialize(topic, bytes);
            if (value != null) {
                check(topic, value);
            }
            return value;
        };
    }

    private static void check(String path, Object value) {
        if (value instanceof IndexedRecord record) {
            for (Schema.Field field : record.getSchema().getFields()) {
                check(path + "." + field.name(), record.get(field.pos()));
            }
        } else if (value instanceof Collection<?> items) {
            items.forEach(item -> check(path + "[]", item));
        } else if (value instanceof Map<?, ?> entries) {
            entries.forEach((key, entry) -> check(path + "." + key, entry));
        } else if (value instanceof Long number && (number > MOST || number < -MOST)) {
            throw new AssertionError(path + " is " + number + ", which not every language can count to");
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            throw new AssertionError(path + " is " + number + ", which JSON has no word for");
        }
    }
}
