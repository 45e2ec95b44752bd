package io.tributary.schemas.bounds;

import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * How large rules and lists may be together. All of them travel with one beat, and one record of {@value #BEAT_BYTES} bytes is what
 * brokers and producers take by default:
 *
 * <pre>
 * rules and lists           600,000 bytes
 * stopped scopes        1,000 x 275 bytes  = 275,000
 * programmes' figures      64 x 300 bytes  =  19,200
 *                                            894,200
 * </pre>
 *
 * The same is asked where they are published, against what is published already, and by the pool, which refuses the record that goes
 * beyond it.
 */
public final class RuleSizes {
    /** What a topic takes of one record by default. */
    public static final int BEAT_BYTES = 1_000_000;
    /** Of all programmes and lists in force together, in Avro's binary form. */
    public static final int MOST_BYTES = 600_000;

    public static final int MOST_PROGRAMMES = 64;
    public static final int MOST_LISTS = 256;
    /** Scopes under the kill switch: more than that many merchants are stopped by programme, surface or ALL. */
    public static final int MOST_STOPS = 1_000;

    private RuleSizes() {}

    /**
     * Holds what would be in force against the limits.
     *
     * @throws OutOfBoundsException naming the limit and the remedy
     */
    public static void check(
            Collection<? extends IndexedRecord> programmes, Collection<? extends IndexedRecord> lists) {
        if (programmes.size() > MOST_PROGRAMMES) {
            throw new OutOfBoundsException("programmes: there would be " + programmes.size() + ", must be at most "
                    + MOST_PROGRAMMES + "; end and delete one that is over");
        }
        if (lists.size() > MOST_LISTS) {
            throw new OutOfBoundsException("lists: there would be " + lists.size() + ", must be at most " + MOST_LISTS
                    + "; delete one that no programme names");
        }
        check(bytes(programmes) + bytes(lists));
    }

    /**
     * @param bytes of all programmes and lists together
     * @throws OutOfBoundsException naming the limit and the remedy
     */
    public static void check(long bytes) {
        if (bytes > MOST_BYTES) {
            throw new OutOfBoundsException(
                    "programmes and lists: would have " + bytes + " bytes together, must be at most " + MOST_BYTES
                            + "; shorten lists, for all of them travel with one beat");
        }
    }

    private static long bytes(Collection<? extends IndexedRecord> records) {
        return records.stream().mapToLong(RuleSizes::bytes).sum();
    }

    /** At least the bytes that a record takes in Avro's binary form. */
    public static long bytes(IndexedRecord value) {
        return bytes(value, value.getSchema());
    }

    private static long bytes(Object value, Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> {
                long sum = 0;
                IndexedRecord whole = (IndexedRecord) value;
                for (Schema.Field field : schema.getFields()) {
                    sum += bytes(whole.get(field.pos()), field.schema());
                }
                yield sum;
            }
            case UNION -> value == null ? 1 : 1 + bytes(value, RecordBounds.present(schema));
            case ARRAY -> {
                long sum = 6;
                for (Object each : (Collection<?>) value) {
                    sum += bytes(each, schema.getElementType());
                }
                yield sum;
            }
            case MAP -> {
                long sum = 6;
                for (Map.Entry<?, ?> each : ((Map<?, ?>) value).entrySet()) {
                    sum += 3 + Utf8.length(each.getKey().toString()) + bytes(each.getValue(), schema.getValueType());
                }
                yield sum;
            }
            // Lengths below 8 KiB take two bytes; no text here is longer.
            case STRING -> 2 + Utf8.length(value.toString());
            case BOOLEAN, ENUM -> 1;
            case INT -> 5;
            case LONG -> 10;
            case DOUBLE -> 8;
            default -> throw new IllegalStateException("no bytes are known of " + schema.getType());
        };
    }
}
