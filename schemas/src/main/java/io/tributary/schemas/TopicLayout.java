package io.tributary.schemas;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How the topics of the contract are laid out on one cluster.
 *
 * @param merchantPartitions partitions of every topic keyed by merchant, at least 1; cannot be changed later
 * @param replication replicas of every partition, at least 1
 * @param eventTime whether records carry times far from the wall clock, as in replays and simulations: nothing is deleted by age and
 *     times in the future are accepted
 * @param names what the topics are called there
 */
public record TopicLayout(int merchantPartitions, int replication, boolean eventTime, TopicNames names) {
    private static final String FOREVER = "-1";

    public TopicLayout {
        if (merchantPartitions < 1) {
            throw new IllegalArgumentException("merchant.partitions is " + merchantPartitions + ": must be at least 1");
        }
        if (replication < 1 || replication > Short.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "replication.factor is " + replication + ": must be 1 to " + Short.MAX_VALUE);
        }
    }

    /** The layout with the catalogue's own names. */
    public TopicLayout(int merchantPartitions, int replication, boolean eventTime) {
        this(merchantPartitions, replication, eventTime, TopicNames.PLAIN);
    }

    /** Broker settings of a topic under this layout. */
    public Map<String, String> config(Topic<?> topic) {
        Map<String, String> config = new LinkedHashMap<>(topic.config());
        if (eventTime) {
            config.computeIfPresent("retention.ms", (key, millis) -> FOREVER);
            config.put(Topic.MILLIS_AHEAD, Topic.ANY_TIME);
        }
        if (replication > 2) {
            config.put("min.insync.replicas", "2");
        }
        return config;
    }
}
