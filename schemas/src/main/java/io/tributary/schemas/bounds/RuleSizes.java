package io.tributary.schemas.bounds;

import io.tributary.programmes.v1.ReferenceList;
import java.util.Collection;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/**
 * How large rules and lists may be. They travel with a beat, in as many records before it as they need, and one record of
 * {@value #BEAT_BYTES} bytes is what brokers and producers take by default:
 *
 * <pre>
 * rules and lists           600,000 bytes
 * stopped scopes        1,000 x 275 bytes  = 275,000
 * programmes' figures     128 x 300 bytes  =  38,400
 *                                            913,400
 * </pre>
 *
 * A list is published in parts of at most {@value #PART_BYTES} bytes. The same is asked where they are published, against what is
 * published already, and by the pool, which refuses the record that goes beyond it.
 */
public final class RuleSizes {
    /** What a topic takes of one record by default. */
    public static final int BEAT_BYTES = 1_000_000;
    /** Of programmes and lists in one record, in Avro's binary form. */
    public static final int RECORD_BYTES = 600_000;
    /** Of one part of a list. */
    public static final int PART_BYTES = 300_000;
    /** Of all programmes and lists together: each merchant partition gets a copy, and each process keeps them in memory. */
    public static final int MOST_BYTES = 32_000_000;
    /** Records of rules before a beat: each but the last is more than half full. */
    public static final int MOST_RECORDS = 256;

    public static final int MOST_PROGRAMMES = 128;
    public static final int MOST_LISTS = 256;
    /** Records of lists: parts of all versions that are in force or to come. */
    public static final int MOST_LIST_RECORDS = 2_048;
    /** Scopes under the kill switch: more than that many merchants are stopped by programme, surface or ALL. */
    public static final int MOST_STOPS = 1_000;

    private RuleSizes() {}

    /**
     * Holds what would be in force against the limits.
     *
     * @param lists records of all parts
     * @throws OutOfBoundsException naming the limit and the remedy
     */
    public static void check(Collection<? extends IndexedRecord> programmes, Collection<ReferenceList> lists) {
        if (programmes.size() > MOST_PROGRAMMES) {
            throw new OutOfBoundsException("programmes: there would be " + programmes.size() + ", must be at most "
                    + MOST_PROGRAMMES + "; end and delete one that is over");
        }
        long names = lists.stream().map(ReferenceList::getName).distinct().count();
        if (names > MOST_LISTS || lists.size() > MOST_LIST_RECORDS) {
            throw new OutOfBoundsException("lists: there would be " + names + ", must be at most " + MOST_LISTS
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
            throw new OutOfBoundsException("programmes and lists: would have " + bytes
                    + " bytes together, must be at most " + MOST_BYTES + "; shorten lists");
        }
    }

    /**
     * Holds one record against what travels in one.
     *
     * @throws OutOfBoundsException naming the limit and the remedy
     */
    public static void checkRecord(IndexedRecord value) {
        long bytes = bytes(value);
        if (bytes > RECORD_BYTES) {
            throw new OutOfBoundsException("entries: have " + bytes + " bytes in one record, must be at most "
                    + RECORD_BYTES + "; publish it with `tributary lists apply`, which makes parts of it");
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
