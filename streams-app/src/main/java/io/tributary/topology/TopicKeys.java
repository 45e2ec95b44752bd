package io.tributary.topology;

import io.tributary.schemas.Topic;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is on a compacted topic now. A tombstone is there for some time only: who comes back later than that never reads it, and would
 * keep for ever what was withdrawn meanwhile.
 */
@FunctionalInterface
public interface TopicKeys {
    /** Under this name processors find it in their application's configuration. */
    String CONFIG = "tributary.topic.keys";

    /** Nothing is asked. */
    TopicKeys NONE = (topic, partition) -> Optional.empty();

    /**
     * Keys that have a value on a partition of the topic, all that were written before the call; empty when tombstones cannot have gone
     * unread. Takes as long as the partition is to read.
     */
    Optional<Set<String>> of(Topic<?> topic, int partition);

    /** As the configuration of an application says. */
    static TopicKeys configured(Map<String, ?> configs) {
        return configs.get(CONFIG) instanceof TopicKeys keys ? keys : NONE;
    }
}
