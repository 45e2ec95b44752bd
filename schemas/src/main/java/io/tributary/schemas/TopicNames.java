package io.tributary.schemas;

import java.util.Objects;
import java.util.Optional;

/**
 * What the topics of the contract and their registry subjects are called on a cluster: each environment puts a prefix of its own
 * before the catalogue's names, so that several share brokers and registry and do not see each other.
 *
 * @param prefix what goes before every name, empty for none; letters, digits, dots, hyphens and underscores, at most
 *     {@value #LONGEST_PREFIX}
 */
public record TopicNames(String prefix) {
    /** The catalogue's own names. */
    public static final TopicNames PLAIN = new TopicNames("");

    /** Kafka takes names of 249 characters; those of changelogs also hold the application's id and the store's name. */
    static final int LONGEST_PREFIX = 60;

    public TopicNames {
        Objects.requireNonNull(prefix, "prefix");
        if (!isValid(prefix)) {
            throw new IllegalArgumentException(
                    "topic.prefix is '" + prefix + "': use letters, digits, dots, hyphens and"
                            + " underscores, at most " + LONGEST_PREFIX + ", for example staging-");
        }
    }

    /** Whether names of topics, groups and subjects may begin so. */
    public static boolean isValid(String prefix) {
        return prefix.matches("[a-zA-Z0-9._-]{0," + LONGEST_PREFIX + "}");
    }

    /** The topic's name on the broker. */
    public String of(Topic<?> topic) {
        return prefix + topic.name();
    }

    /** Registry subject of the topic's value schema. */
    public String subject(Topic<?> topic) {
        return prefix + topic.subject();
    }

    /** The topic of the contract that has this name on the broker, if it is one. */
    public Optional<Topic<?>> byName(String name) {
        return name.startsWith(prefix) ? Topics.byName(name.substring(prefix.length())) : Optional.empty();
    }

    /** Whether the topic has this name on the broker. Makes no string, so that it may be asked for every record. */
    public boolean isNamed(Topic<?> topic, String name) {
        return name.length() == prefix.length() + topic.name().length()
                && name.startsWith(prefix)
                && name.endsWith(topic.name());
    }
}
