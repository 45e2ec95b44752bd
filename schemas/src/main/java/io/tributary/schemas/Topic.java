package io.tributary.schemas;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;

/**
 * One topic of the contract, as it is created, registered and documented.
 *
 * @param <T> generated class of the values; {@code byte[]} where they are raw
 * @param name name in the catalogue; {@link TopicNames} says what it is called on a broker
 * @param keyDescription what the key (a plain UTF-8 string unless it says otherwise) holds
 * @param valueType generated class of the values; null: raw bytes without a schema
 * @param partitioning how many partitions
 * @param cleanup what the broker does with old records
 * @param retentionMillis for DELETE the time records are kept, for COMPACT the time tombstones are kept; milliseconds, above 0
 * @param compatibility how the value schema may change; null where there is none
 * @param writer who writes it
 * @param description what the topic is for, one sentence
 */
public record Topic<T>(
        String name,
        String keyDescription,
        Class<T> valueType,
        Partitioning partitioning,
        Cleanup cleanup,
        long retentionMillis,
        Compatibility compatibility,
        Writer writer,
        String description) {

    /** A broker's setting: how many milliseconds ahead of its clock the time of a record may be; an hour by default. */
    public static final String MILLIS_AHEAD = "message.timestamp.after.max.ms";

    /** What {@link #MILLIS_AHEAD} is where no time is refused. */
    public static final String ANY_TIME = Long.toString(Long.MAX_VALUE);

    /** How many partitions a topic has. */
    public enum Partitioning {
        /** As many as every other topic keyed by merchant: they are read together. */
        MERCHANT,
        /** One: its records have one order. */
        SINGLE
    }

    /** What the broker does with old records. */
    public enum Cleanup {
        /** Deletes them after the retention time. */
        DELETE,
        /** Keeps the newest of each key. */
        COMPACT
    }

    /** How a value schema may change. */
    public enum Compatibility {
        /** New readers read everything ever written: readers are upgraded first. */
        BACKWARD_TRANSITIVE,
        /** Any version reads any other: teams that read the topic upgrade when they like. */
        FULL_TRANSITIVE
    }

    /** Who writes a topic. */
    public enum Writer {
        /** The platform: what it sends with a time that cannot be is better refused, and so comes to light where it is made. */
        PLATFORM,
        /** Whoever applies rules with `tributary`. */
        OPERATOR,
        /**
         * The service, in transactions: a record that is refused fails all that was worked off with it, again at each try. The times are
         * those of events, or of the clock of an instance, which may be days ahead. So brokers refuse none.
         */
        SERVICE
    }

    public Topic {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(keyDescription, "keyDescription");
        Objects.requireNonNull(partitioning, "partitioning");
        Objects.requireNonNull(cleanup, "cleanup");
        Objects.requireNonNull(writer, "writer");
        Objects.requireNonNull(description, "description");
        if (retentionMillis <= 0) {
            throw new IllegalArgumentException(name + ".retentionMillis is " + retentionMillis + ": must be above 0");
        }
        if ((valueType == null) != (compatibility == null)) {
            throw new IllegalArgumentException(name + ": a value type and a compatibility mode come together");
        }
    }

    /** Whether the values carry a schema. */
    public boolean hasSchema() {
        return valueType != null;
    }

    /**
     * Schema of the values as the generated class has it.
     *
     * @throws IllegalStateException for a topic of raw bytes
     */
    public Schema schema() {
        if (valueType == null) {
            throw new IllegalStateException(name + " carries raw bytes: it has no schema");
        }
        return ContractModel.get().getSchema(valueType);
    }

    /** Registry subject of the value schema, without an environment's prefix: see {@link TopicNames#subject}. */
    public String subject() {
        return name + "-value";
    }

    /** Number of partitions, given the number that merchant-keyed topics have. */
    public int partitions(int merchantPartitions) {
        return partitioning == Partitioning.MERCHANT ? merchantPartitions : 1;
    }

    /** Whether records carry the time at which a broker appended them: what the pool compares its clock with. */
    public boolean brokerTime() {
        return name.equals("pool-reports") || name.equals("controls");
    }

    /** Broker settings of the topic, by Kafka's names. */
    public Map<String, String> config() {
        Map<String, String> config = new LinkedHashMap<>();
        if (cleanup == Cleanup.COMPACT) {
            config.put("cleanup.policy", "compact");
            config.put("delete.retention.ms", Long.toString(retentionMillis));
        } else {
            config.put("cleanup.policy", "delete");
            config.put("retention.ms", Long.toString(retentionMillis));
        }
        if (brokerTime()) {
            config.put("message.timestamp.type", "LogAppendTime");
        }
        if (writer == Writer.SERVICE) {
            config.put(MILLIS_AHEAD, ANY_TIME);
        }
        return config;
    }
}
